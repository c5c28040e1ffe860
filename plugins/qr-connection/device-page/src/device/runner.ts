import { backOff } from '@browser/backOff';

import type { Device } from './device';
import { isPassing, Problem, Unreachable } from './hub';
import { Live, type Socket } from './live';

/**
 * How the page stands with the hub. `asking`: news comes only when asked for; `busy`: the hub has no time; `refused`: it
 * answers, with a no.
 */
export type Standing = 'starting' | 'live' | 'asking' | 'busy' | 'offline' | 'refused';

const WHILE_PAIRING_MS = 2_000;
const WHILE_SEEN_MS = 5_000;
const WHILE_HIDDEN_MS = 30_000;
/** With a socket that pushes, asking is for what a push could have missed. */
const WHILE_LIVE_MS = 60_000;

/** Takes turns: at once when there is something to tell, else from time to time, and ever more slowly while it fails. */
export class Runner {
  private readonly live: Live;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private again = false;
  private stopped = false;
  private failures = 0;
  private failure: Error | undefined;
  private answered = false;

  /** @param isHidden whether nobody looks at the page */
  constructor(
    private readonly device: Device,
    connect: (target: string) => Socket,
    private readonly isHidden: () => boolean,
    private readonly changed: () => void,
  ) {
    this.live = new Live(
      () => connect(device.liveTarget),
      (frame) => {
        const isMail = device.hear(frame);
        // Not whenever the hub says something, or two that answer each other would never stop.
        if (device.isDue) this.wake();
        return isMail;
      },
      () => {
        changed();
        if (this.live.isOpen) this.wake();
      },
    );
  }

  get standing(): Standing {
    if (this.failure instanceof Unreachable) return 'offline';
    if (this.failure !== undefined) return isPassing(this.failure) ? 'busy' : 'refused';
    if (this.live.isOpen) return 'live';
    return this.answered ? 'asking' : 'starting';
  }

  /** What the hub said no with, or what kept it from being heard; nothing if all is well. */
  get problem(): Error | undefined {
    return this.failure;
  }

  /** Something is to be told, or may have happened. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    void this.run();
  }

  /** The hub could not even be asked. */
  fail(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error('It broke.');
    this.changed();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.live.stop();
  }

  private async run(): Promise<void> {
    this.running = true;
    do {
      this.again = false;
      await this.turn();
    } while (this.mayGoOn());
    this.running = false;
    if (this.stopped) return;
    if (this.device.isActive && this.failure === undefined) this.live.start();
    if (!this.device.isActive) this.live.stop();
    this.timer = setTimeout(() => {
      this.wake();
    }, this.pause());
    this.changed();
  }

  /** What came while a turn was taken has a turn of its own, unless turns fail. */
  private mayGoOn(): boolean {
    return this.again && !this.stopped && this.failure === undefined;
  }

  private async turn(): Promise<void> {
    try {
      await this.device.turn();
      this.answered = true;
      this.failures = 0;
      this.failure = undefined;
    } catch (error) {
      this.failures++;
      this.fail(error);
    }
  }

  private pause(): number {
    if (this.failure !== undefined) {
      const wait = this.failure instanceof Problem ? (this.failure.retryAfter ?? 0) * 1000 : 0;
      return Math.max(wait, backOff(this.failures, Math.random()));
    }
    return Math.min(this.usualPause(), (this.device.nextTry ?? Infinity) * 1000);
  }

  private usualPause(): number {
    if (this.isHidden()) return WHILE_HIDDEN_MS;
    if (this.device.pairing !== undefined && !this.live.isOpen) return WHILE_PAIRING_MS;
    return this.live.isOpen && this.device.isActive ? WHILE_LIVE_MS : WHILE_SEEN_MS;
  }
}
