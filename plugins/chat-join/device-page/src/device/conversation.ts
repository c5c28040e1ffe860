import { backOff } from '@browser/backOff';
import type { Random } from '@browser/wire/bytes';
import { fromHex } from '@browser/wire/bytes';

import type { Happening, Warning } from '../room/happenings';
import { type Ending, Visit } from '../room/visit';
import type { Party } from '../wire/identity';
import type { HubCard } from './hub';
import type { Vault } from './vault';

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(frame: string): void;
  close(): void;
}

/** What a conversation takes from the browser. */
export interface Means {
  readonly connect: (target: string) => Socket;
  readonly random: Random;
  /** milliseconds since 1970 */
  readonly time: () => number;
}

/** `waiting` is for a new key, `lost` what still waited when the connection ended. */
export type SayingState = 'waiting' | 'sent' | 'lost';

/** Something in the history, at a moment in milliseconds since 1970. */
export type Entry = { readonly at: number; readonly number: number } & (
  | { readonly kind: 'mine'; readonly id: number; readonly text: string; readonly state: SayingState }
  | { readonly kind: 'lost' | 'back' }
  | { readonly kind: 'warned'; readonly warning: Warning; readonly times: number }
  | Exclude<Happening, { kind: 'warned' | 'sent' | 'stranger' | 'compared' }>
);

type News = Entry extends infer One ? (One extends Entry ? Omit<One, 'at' | 'number'> : never) : never;

/** Somebody who was at the door, and whom one does not trust. */
export interface Stranger {
  readonly identity: string;
  readonly party?: Party;
}

/**
 * - `connecting`: there is no connection yet
 * - `entering`: the hub was told who one is
 * - `waiting`: there is nobody who could vouch
 * - `meeting`: somebody vouches
 * - `member`
 * - `lost`: the connection is; it is tried again
 * - `over`
 */
export type Standing = 'connecting' | 'entering' | 'waiting' | 'meeting' | 'member' | 'lost' | 'over';

const REPLACED = 4001;
const MOST_ENTRIES = 1_000;
const MOST_STRANGERS = 5;

/** One room in this page: comes to it, and comes back when the connection is lost. */
export class Conversation {
  private entries: readonly Entry[] = [];
  private atDoor: readonly Stranger[] = [];
  private current: Visit | undefined;
  private socket: Socket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private wasMember = false;
  private number = 0;
  private lastEnding: Ending | undefined;

  constructor(
    readonly room: string,
    private readonly hub: HubCard,
    private readonly vault: Vault,
    private readonly means: Means,
    private readonly changed: () => void,
  ) {}

  /** What was said and what happened since the page came, oldest first. */
  get history(): readonly Entry[] {
    return this.entries;
  }

  /** Those who were at the door and are not vouched for, unless they were dismissed or are trusted by now. */
  get strangers(): readonly Stranger[] {
    return this.atDoor;
  }

  get visit(): Visit | undefined {
    return this.current;
  }

  /** Why it is over, if it is. */
  get ending(): Ending | undefined {
    return this.lastEnding;
  }

  get standing(): Standing {
    if (this.lastEnding !== undefined) return 'over';
    if (this.current === undefined) return this.failures > 0 ? 'lost' : 'connecting';
    const { door } = this.current;
    if (door === undefined) return 'member';
    if (door.voucher !== undefined) return 'meeting';
    return door.waitsUntil === undefined ? 'entering' : 'waiting';
  }

  start(): void {
    this.lastEnding = undefined;
    this.connect();
    this.changed();
  }

  /** @returns whether it goes out, now or when there is a key */
  say(text: string): boolean {
    const { seat } = this.current ?? {};
    if (seat === undefined) return false;
    // It may be sent at once, and what was sent is looked up by its number.
    const number = this.write({
      kind: 'mine',
      id: Number.NaN,
      text,
      state: seat.canSpeak ? 'sent' : 'waiting',
    });
    const id = seat.say(text);
    this.entries =
      id === undefined
        ? this.entries.filter((entry) => entry.number !== number)
        : this.entries.map((entry) =>
            entry.number === number && entry.kind === 'mine' ? { ...entry, id } : entry,
          );
    this.changed();
    return id !== undefined;
  }

  /** For good. */
  leave(): void {
    this.current?.leave();
    this.vault.drop(this.hub.id, this.room);
    this.finish({ by: 'person' });
  }

  /** The page goes, or another room is entered; where members are kept, one stays one. */
  stop(): void {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = undefined;
    this.giveUp();
    socket?.close();
  }

  dismiss(identity: string): void {
    this.atDoor = this.atDoor.filter((stranger) => stranger.identity !== identity);
    this.changed();
  }

  private connect(): void {
    clearTimeout(this.timer);
    const socket = this.means.connect(`/chat/${this.room}`);
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket === socket) this.enter(socket);
    };
    socket.onmessage = ({ data }) => {
      if (this.socket === socket && typeof data === 'string') this.hear(data);
    };
    socket.onclose = ({ code }) => {
      if (this.socket === socket) this.lost(code);
    };
  }

  private enter(socket: Socket): void {
    this.current = new Visit(
      {
        self: this.vault.self,
        where: { hubId: this.hub.id, room: this.room },
        hubKey: fromHex(this.hub.agreementKey),
        trust: this.vault,
        random: this.means.random,
        now: this.means.time,
        send: (frame) => {
          socket.send(JSON.stringify(frame));
        },
        tell: this.tell,
      },
      this.vault.kept(this.hub.id, this.room),
    );
    this.current.begin();
    this.changed();
  }

  private hear(frame: string): void {
    const visit = this.current;
    if (visit === undefined) return;
    visit.hear(frame);
    if (visit.ending !== undefined) {
      this.finish(visit.ending);
      return;
    }
    if (visit.seat !== undefined) this.seated(visit.seat.kept);
    this.changed();
  }

  private seated(kept: Parameters<Vault['keep']>[2]): void {
    if (this.failures > 0 && this.wasMember) this.write({ kind: 'back' });
    if (!this.wasMember) this.vault.visited(this.room);
    this.failures = 0;
    this.wasMember = true;
    const before = this.vault.kept(this.hub.id, this.room);
    if (before.epoch !== kept.epoch || before.members.join() !== kept.members.join()) {
      this.vault.keep(this.hub.id, this.room, kept);
    }
  }

  private lost(code: number): void {
    if (code === REPLACED) {
      this.finish({ by: 'hub', code: 'replaced', reason: '' });
      return;
    }
    if (this.current?.seat !== undefined) this.write({ kind: 'lost' });
    this.socket = undefined;
    this.giveUp();
    this.failures++;
    this.timer = setTimeout(
      () => {
        this.connect();
      },
      backOff(this.failures, Math.random()),
    );
    this.changed();
  }

  /** The visit is over, and what waited in it. */
  private giveUp(): void {
    this.current = undefined;
    this.entries = this.entries.map((entry) =>
      entry.kind === 'mine' && entry.state === 'waiting' ? { ...entry, state: 'lost' } : entry,
    );
  }

  private finish(ending: Ending): void {
    this.lastEnding = ending;
    this.failures = 0;
    this.wasMember = false;
    this.stop();
    this.changed();
  }

  private readonly tell = (happening: Happening): void => {
    switch (happening.kind) {
      case 'sent':
        this.entries = this.entries.map((entry) =>
          entry.kind === 'mine' && entry.id === happening.id ? { ...entry, state: 'sent' } : entry,
        );
        return;
      case 'stranger': {
        const { identity, party } = happening;
        const others = this.atDoor.filter((one) => one.identity !== identity);
        const stranger = { identity, ...(party === undefined ? {} : { party }) };
        this.atDoor = [...others, stranger].slice(-MOST_STRANGERS);
        return;
      }
      // It is with the members.
      case 'compared':
        return;
      case 'warned':
        this.warn(happening.warning);
        return;
      case 'joined':
        this.atDoor = this.atDoor.filter((one) => one.identity !== happening.identity);
        this.write(happening);
        return;
      default:
        this.write(happening);
    }
  };

  private warn(warning: Warning): void {
    const last = this.entries.at(-1);
    if (last?.kind === 'warned' && JSON.stringify(last.warning) === JSON.stringify(warning)) {
      this.entries = [...this.entries.slice(0, -1), { ...last, times: last.times + 1 }];
    } else this.write({ kind: 'warned', warning, times: 1 });
  }

  /** @returns its number */
  private write(news: News): number {
    const entry = { ...news, at: this.means.time(), number: ++this.number } as Entry;
    this.entries = [...this.entries, entry].slice(-MOST_ENTRIES);
    return entry.number;
  }
}
