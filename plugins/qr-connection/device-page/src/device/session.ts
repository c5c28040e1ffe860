import { backOff } from '@browser/backOff';
import type { Store } from '@browser/store';
import type { Random } from '@browser/wire/bytes';

import { HubClock } from './clock';
import { Context } from './context';
import { Device } from './device';
import { Hub } from './hub';
import type { Socket } from './live';
import type { HubCard } from './records';
import { Runner } from './runner';
import { forgetEverything, pinHub, pinnedHub, Vault } from './vault';

/** What the page takes from the browser. */
export interface Surroundings {
  /** Nothing if the browser keeps nothing for this page. */
  readonly store: Store | undefined;
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
  readonly connect: (target: string) => Socket;
  readonly random: Random;
  /** milliseconds since 1970 */
  readonly time: () => number;
  /** host, and port if any */
  readonly host: string;
  readonly isHidden: () => boolean;
  /** What other pages of this hub in the same browser say and hear. */
  readonly others: Others;
}

export interface Others {
  tell(): void;
  onTold: (() => void) | undefined;
}

/**
 * - `opening`: the hub was asked who it is
 * - `unreachable`: it has never answered
 * - `forgetful`: the browser keeps nothing
 * - `changed`: the hub has another key than before
 * - `elsewhere`: another page of the same browser is the device now
 */
export type Phase =
  | { readonly kind: 'opening' | 'unreachable' | 'forgetful' | 'elsewhere' }
  | { readonly kind: 'changed'; readonly before: HubCard; readonly now: HubCard }
  | { readonly kind: 'open'; readonly device: Device; readonly runner: Runner };

/** One page: which hub it belongs to, and the device once that is clear. */
export class Session {
  phase: Phase = { kind: 'opening' };
  private readonly clock: HubClock;
  private readonly hub: Hub;
  private readonly listeners = new Set<() => void>();
  private failures = 0;
  /** Whether the hub that answers is the one whose device this is: before that it is told nothing. */
  private hasMet = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly around: Surroundings) {
    this.clock = new HubClock(around.time);
    this.hub = new Hub(around.send, this.clock, around.random);
    around.others.onTold = () => {
      this.become({ kind: 'elsewhere' });
    };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** This page is the device from now on; others in the same browser stop. */
  async open(): Promise<void> {
    const { store, others } = this.around;
    if (store === undefined) {
      this.become({ kind: 'forgetful' });
      return;
    }
    others.tell();
    this.hasMet = false;
    const before = pinnedHub(store);
    // What was said before can be read while the hub is away.
    if (before !== undefined) this.start(store, before);
    await this.meet(store);
  }

  /** The person knows why the hub has another key. What belongs to the one before stays, under its id. */
  acceptHub(): void {
    const { store } = this.around;
    if (this.phase.kind !== 'changed' || store === undefined) return;
    pinHub(store, this.phase.now);
    this.start(store, this.phase.now);
    this.hasMet = true;
    this.wake();
  }

  /** Every key and every message of every hub. */
  forgetEverything(): void {
    const { store } = this.around;
    this.stop();
    if (store !== undefined) forgetEverything(store);
    this.become({ kind: 'opening' });
    void this.open();
  }

  /** Something was done that the hub is to be told, or the page is looked at again. */
  wake(): void {
    if (this.phase.kind === 'open' && this.hasMet) this.phase.runner.wake();
  }

  stop(): void {
    clearTimeout(this.timer);
    if (this.phase.kind === 'open') this.phase.runner.stop();
  }

  private async meet(store: Store): Promise<void> {
    let card: HubCard;
    try {
      card = await this.hub.card();
    } catch (error) {
      if (this.phase.kind === 'elsewhere') return;
      if (this.phase.kind === 'open') this.phase.runner.fail(error);
      else this.become({ kind: 'unreachable' });
      this.timer = setTimeout(() => void this.meet(store), backOff(++this.failures, Math.random()));
      return;
    }
    const before = pinnedHub(store);
    if (this.phase.kind === 'elsewhere') return;
    if (before !== undefined && before.key !== card.key) {
      this.become({ kind: 'changed', before, now: card });
    } else {
      pinHub(store, card);
      if (this.phase.kind !== 'open') this.start(store, card);
      this.hasMet = true;
      this.wake();
    }
  }

  private start(store: Store, card: HubCard): void {
    const { connect, random, host, isHidden } = this.around;
    const vault = new Vault(store, card.id, this.changed);
    const device = new Device(new Context(card, vault, this.hub, this.clock, random, host));
    const runner = new Runner(device, connect, isHidden, this.changed);
    this.become({ kind: 'open', device, runner });
  }

  private become(phase: Phase): void {
    this.stop();
    this.phase = phase;
    this.changed();
  }

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };
}
