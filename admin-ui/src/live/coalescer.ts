/**
 * Lets a call through at once, and those of the same name that follow within the pause as one at its end: a busy hub
 * has more news than anybody can read.
 */
export class Coalescer {
  private readonly pausing = new Map<string, { timer: ReturnType<typeof setTimeout>; again: boolean }>();

  constructor(private readonly pauseMs: number) {}

  call(name: string, run: () => void): void {
    const pause = this.pausing.get(name);
    if (pause !== undefined) {
      pause.again = true;
      return;
    }
    run();
    const timer = setTimeout(() => {
      const again = this.pausing.get(name)?.again ?? false;
      this.pausing.delete(name);
      if (again) this.call(name, run);
    }, this.pauseMs);
    this.pausing.set(name, { timer, again: false });
  }

  /** Lets go of what waits. */
  stop(): void {
    this.pausing.forEach(({ timer }) => {
      clearTimeout(timer);
    });
    this.pausing.clear();
  }
}
