/** Where text is kept under a name, and is still there after the page was closed. */
export interface Store {
  read(name: string): string | undefined;
  /** @throws NoRoom */
  write(name: string, value: string): void;
  remove(name: string): void;
  names(): readonly string[];
}

/** The browser keeps no more. */
export class NoRoom extends Error {
  override name = 'NoRoom';
}

/** The browser's own, of this origin. */
export class BrowserStore implements Store {
  constructor(private readonly storage: Storage) {}

  read(name: string): string | undefined {
    return this.storage.getItem(name) ?? undefined;
  }

  write(name: string, value: string): void {
    try {
      this.storage.setItem(name, value);
    } catch (cause) {
      throw new NoRoom('the browser keeps no more', { cause });
    }
  }

  remove(name: string): void {
    this.storage.removeItem(name);
  }

  names(): readonly string[] {
    return Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? '');
  }
}
