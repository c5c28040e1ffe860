/** The hub's time, as its answers tell it: this device's own clock may be off, and the hub refuses what is too old. */
export class HubClock {
  private ahead = 0;

  /** @param local milliseconds since 1970, as this device has it */
  constructor(private readonly local: () => number) {}

  /** @param date the `Date` header of an answer that just came */
  hear(date: string | null): void {
    const told = Date.parse(date ?? '');
    // The header has no fractions of a second, and an answer is a moment old.
    if (!Number.isNaN(told) && Math.abs(told + 500 - this.now()) > 2_000)
      this.ahead = told + 500 - this.local();
  }

  /** Milliseconds. */
  now(): number {
    return this.local() + this.ahead;
  }

  /** Unix seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}
