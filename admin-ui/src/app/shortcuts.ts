/** What a pressed key means, given the one before. None of them decides about a device. */
export type Shortcut = { does: 'help' } | { does: 'search' } | { does: 'go'; to: string };

/** How long `g` is remembered. */
const SEQUENCE_MS = 1_500;

/** Reads keys one after the other. */
export class ShortcutReader {
  private prefixAt: number | undefined;

  /**
   * @param destinations what follows `g`, and where it leads
   */
  constructor(private readonly destinations: ReadonlyMap<string, string>) {}

  press(key: string, now: number): Shortcut | undefined {
    const afterPrefix = this.prefixAt !== undefined && now - this.prefixAt <= SEQUENCE_MS;
    this.prefixAt = undefined;
    if (afterPrefix) {
      const to = this.destinations.get(key);
      if (to !== undefined) return { does: 'go', to };
    }
    switch (key) {
      case 'g':
        this.prefixAt = now;
        return undefined;
      case '?':
        return { does: 'help' };
      case '/':
        return { does: 'search' };
      default:
        return undefined;
    }
  }
}
