import type { Broadcast } from '../wire/frames';
import { NONCE_SIZE, openBroadcast, sealBroadcast } from '../wire/broadcasts';
import type { Context } from './context';
import type { NotHeard } from './happenings';

/** By whom a new key is to be made, and for whom. */
export interface Order {
  readonly by: string;
  readonly members: readonly string[];
}

interface Epoch {
  /** nothing where the key came without one */
  readonly order: Order | undefined;
  key: Uint8Array | undefined;
  /** when a newer one began */
  ended: number | undefined;
  /** the number of one's own last broadcast */
  said: number;
  /** the numbers of others' last */
  readonly heard: Map<string, number>;
}

/** A broadcast that is not to be believed. */
export class Unheard extends Error {
  override name = 'Unheard';

  constructor(readonly why: NotHeard) {
    super(why);
  }
}

/** How long an epoch is listened to after it ended. */
const AFTER_MS = 10_000;
/** How long a broadcast may wait for its key. */
const HELD_MS = 20_000;
const MOST_HELD = 1_000;
const MOST_SAID = 2 ** 30;

/** The session keys of a room, one an epoch, and what was said under each. */
export class Epochs {
  private readonly all = new Map<number, Epoch>();
  private held: { readonly broadcast: Broadcast; readonly since: number }[] = [];
  private last: number;

  /** @param before the last epoch that is over for this client */
  constructor(
    private readonly context: Pick<Context, 'where' | 'self' | 'random' | 'now'>,
    before = 0,
  ) {
    this.last = before;
  }

  /** The newest that was ordered, with or without its key. */
  get newest(): number {
    return this.last;
  }

  /** The key of the newest, once it is there. */
  get key(): Uint8Array | undefined {
    return this.all.get(this.last)?.key;
  }

  /** What is waited for, if the newest has no key yet. */
  get awaited(): Order | undefined {
    const newest = this.all.get(this.last);
    return newest?.key === undefined ? newest?.order : undefined;
  }

  /** A newer epoch begins, and all others end. @param order nothing if its key comes without one */
  begin(epoch: number, order?: Order): void {
    if (epoch <= this.last) throw new RangeError('an epoch that is over');
    const now = this.context.now();
    for (const [number, old] of this.all) {
      old.ended ??= now;
      if (now > old.ended + AFTER_MS) this.all.delete(number);
    }
    this.all.set(epoch, { order, key: undefined, ended: undefined, said: 0, heard: new Map() });
    this.last = epoch;
  }

  /** The newest has its key. */
  give(key: Uint8Array): void {
    const newest = this.all.get(this.last);
    if (newest === undefined || newest.key !== undefined) throw new RangeError('no key is waited for');
    newest.key = key;
  }

  /** Those that waited for a key that is there now, unless for too long. */
  release(): readonly Broadcast[] {
    const since = this.context.now() - HELD_MS;
    const held = this.held.filter((one) => one.since >= since);
    const isFree = ({ broadcast }: { broadcast: Broadcast }) =>
      this.all.get(broadcast.epoch)?.key !== undefined;
    this.held = held.filter((one) => !isFree(one));
    return held.filter(isFree).map(({ broadcast }) => broadcast);
  }

  /** Under the key of the newest. @throws Error if that is not there @returns what the broadcast's frame carries */
  seal(content: Uint8Array): { readonly epoch: number; readonly seq: number; readonly box: Uint8Array } {
    const newest = this.all.get(this.last);
    if (newest?.key === undefined || newest.said >= MOST_SAID) throw new RangeError('there is no key');
    const place = { ...this.place(this.last, ++newest.said), from: this.context.self.party.id };
    const box = sealBroadcast(newest.key, place, content, this.context.random(NONCE_SIZE));
    return { epoch: place.epoch, seq: place.seq, box };
  }

  /** @returns nothing if it waits for its key @throws Unheard */
  open(broadcast: Broadcast): Uint8Array | undefined {
    const { from, epoch, seq, box } = broadcast;
    const now = this.context.now();
    const its = this.all.get(epoch);
    if (its === undefined) throw new Unheard('epoch');
    if (its.ended !== undefined && now > its.ended + AFTER_MS) throw new Unheard('late');
    if (its.key === undefined) {
      this.hold(broadcast, now);
      return undefined;
    }
    if (seq > MOST_SAID) throw new Unheard('unreadable');
    if (seq <= (its.heard.get(from) ?? 0)) throw new Unheard('repeated');
    const content = this.opened(its.key, broadcast, box);
    its.heard.set(from, seq);
    return content;
  }

  private hold(broadcast: Broadcast, now: number): void {
    this.held = this.held.filter(({ since }) => now <= since + HELD_MS);
    if (this.held.length >= MOST_HELD) throw new Unheard('late');
    this.held.push({ broadcast, since: now });
  }

  private opened(key: Uint8Array, { from, epoch, seq }: Broadcast, box: Uint8Array): Uint8Array {
    try {
      return openBroadcast(key, { ...this.place(epoch, seq), from }, box);
    } catch {
      throw new Unheard('unreadable');
    }
  }

  private place(epoch: number, seq: number) {
    return { room: this.context.where.room, epoch, seq };
  }
}
