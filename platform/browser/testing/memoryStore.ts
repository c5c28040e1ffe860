import type { Store } from '../store';

/** What a browser kept, of which a test can make the page anew. */
export class MemoryStore implements Store {
  private readonly kept = new Map<string, string>();

  read(name: string): string | undefined {
    return this.kept.get(name);
  }

  write(name: string, value: string): void {
    this.kept.set(name, value);
  }

  remove(name: string): void {
    this.kept.delete(name);
  }

  names(): readonly string[] {
    return [...this.kept.keys()];
  }
}
