import { backOff } from '@browser/backOff';
import type { Store } from '@browser/store';

import { Conversation, type Means } from './conversation';
import { type HubCard, isSameHub, meetHub } from './hub';
import { forgetEverything, Vault } from './vault';

/** What the page takes from the browser. */
export interface Surroundings extends Means {
  /** Nothing if the browser keeps nothing for this page. */
  readonly store: Store | undefined;
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
}

/**
 * - `opening`: the hub was asked who it is
 * - `unreachable`: it does not answer
 * - `forgetful`: the browser keeps nothing
 * - `changed`: the hub has another key than before
 */
export type Phase =
  | { readonly kind: 'opening' | 'unreachable' | 'forgetful' }
  | { readonly kind: 'changed'; readonly before: HubCard; readonly now: HubCard }
  | { readonly kind: 'open'; readonly hub: HubCard; readonly vault: Vault };

/** One page: which hub it is at, and the room that it is in. */
export class Session {
  phase: Phase = { kind: 'opening' };
  private current: Conversation | undefined;
  private readonly listeners = new Set<() => void>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly around: Surroundings) {}

  /** The room that one is in, wants to be in, or was in last. */
  get conversation(): Conversation | undefined {
    return this.current;
  }

  get now(): number {
    return this.around.time();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async open(): Promise<void> {
    const { store, random, send } = this.around;
    if (store === undefined) {
      this.become({ kind: 'forgetful' });
      return;
    }
    const vault = new Vault(store, random, this.changed);
    let card: HubCard;
    try {
      card = await meetHub(send);
    } catch {
      this.become({ kind: 'unreachable' });
      this.timer = setTimeout(() => void this.open(), backOff(++this.failures, Math.random()));
      return;
    }
    const { hub } = vault;
    if (hub !== undefined && !isSameHub(hub, card)) this.become({ kind: 'changed', before: hub, now: card });
    else this.start(vault, card);
  }

  /** The person knows why the hub has another key. */
  acceptHub(): void {
    const { store, random } = this.around;
    if (this.phase.kind !== 'changed' || store === undefined) return;
    this.start(new Vault(store, random, this.changed), this.phase.now);
  }

  /** Goes from any other room; where members are kept, one stays one. */
  join(room: string): void {
    if (this.phase.kind !== 'open') return;
    const { hub, vault } = this.phase;
    if (this.current?.room === room) {
      if (this.current.standing === 'over') this.current.start();
      return;
    }
    this.current?.stop();
    this.current = new Conversation(room, hub, vault, this.around, this.changed);
    this.current.start();
  }

  forgetEverything(): void {
    const { store } = this.around;
    this.stop();
    this.current = undefined;
    if (store !== undefined) forgetEverything(store);
    this.become({ kind: 'opening' });
    void this.open();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.current?.stop();
  }

  /** Another page of this browser wrote. */
  readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  private start(vault: Vault, hub: HubCard): void {
    vault.pin(hub);
    this.become({ kind: 'open', hub, vault });
  }

  private become(phase: Phase): void {
    this.phase = phase;
    this.changed();
  }
}
