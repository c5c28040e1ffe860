import type { Store } from '@browser/store';
import type { Random } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { agreementKey } from '@browser/wire/hpke';

import { type Kept, NOTHING_KEPT } from '../room/roster';
import type { Self } from '../wire/boxes';
import { identityOf, type Party, partyOf } from '../wire/identity';
import type { HubCard } from './hub';

export const PREFIX = 'handfast-chat/1/';
const KEY_SIZE = 32;
const MOST_RECENT = 8;

/** Whom one trusts, and what one calls them. */
export interface Trusted extends Party {
  readonly name: string;
}

interface Entry {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** What the browser keeps. Whatever is put is written before anything else sees it; other pages write here too. */
export class Vault {
  /** What was read before: that a key is one takes its time. */
  private readonly known = new Map<string, Trusted>();
  private own: (Self & { readonly text: string }) | undefined;

  constructor(
    private readonly store: Store,
    random: Random,
    private readonly changed: () => void,
  ) {
    if (this.store.read(`${PREFIX}self`) === undefined) {
      this.put('self', { secret: b64u(random(KEY_SIZE)), name: '' });
    }
  }

  get self(): Self {
    const text = this.store.read(`${PREFIX}self`) ?? '';
    if (this.own?.text === text) return this.own;
    const kept = JSON.parse(text) as { readonly secret: string; readonly name: string };
    const secret = fromB64u(kept.secret);
    const key = agreementKey(secret);
    this.own = { text, secret, name: kept.name, party: { id: identityOf(key), key } };
    return this.own;
  }

  /** What one is called by others. */
  rename(name: string): void {
    this.put('self', { ...(this.get('self') as object), name });
    this.changed();
  }

  /** By name. */
  get trusted(): readonly Trusted[] {
    return this.entries
      .map((entry) => this.read(entry))
      .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }

  find(id: string): Trusted | undefined {
    const entry = this.entries.find((one) => one.id === id);
    return entry === undefined ? undefined : this.read(entry);
  }

  /** From now on, or by another name. */
  trust({ id, key }: Party, name: string): void {
    const others = this.entries.filter((entry) => entry.id !== id);
    this.put('trust', [...others, { id, key: b64u(key), name }]);
    this.changed();
  }

  distrust(id: string): void {
    this.put(
      'trust',
      this.entries.filter((entry) => entry.id !== id),
    );
    this.changed();
  }

  /** The hub that was met first. */
  get hub(): HubCard | undefined {
    return this.get('hub') as HubCard | undefined;
  }

  pin(card: HubCard): void {
    this.put('hub', card);
  }

  /** Rooms that one was in, the last first. */
  get rooms(): readonly string[] {
    return (this.get('rooms') as readonly string[] | undefined) ?? [];
  }

  visited(room: string): void {
    this.put('rooms', [room, ...this.rooms.filter((other) => other !== room)].slice(0, MOST_RECENT));
    this.changed();
  }

  forgetRoom(room: string): void {
    this.put(
      'rooms',
      this.rooms.filter((other) => other !== room),
    );
    this.changed();
  }

  kept(hubId: string, room: string): Kept {
    return (this.get(`room/${hubId}/${room}`) as Kept | undefined) ?? NOTHING_KEPT;
  }

  keep(hubId: string, room: string, kept: Kept): void {
    this.put(`room/${hubId}/${room}`, kept);
  }

  /** One left: there is nothing to come back to. */
  drop(hubId: string, room: string): void {
    this.store.remove(`${PREFIX}room/${hubId}/${room}`);
  }

  private get entries(): readonly Entry[] {
    return (this.get('trust') as readonly Entry[] | undefined) ?? [];
  }

  private read({ id, key, name }: Entry): Trusted {
    const text = `${id} ${key} ${name}`;
    const read = this.known.get(text) ?? { ...partyOf(id, key), name };
    this.known.set(text, read);
    return read;
  }

  private get(name: string): unknown {
    const kept = this.store.read(PREFIX + name);
    return kept === undefined ? undefined : JSON.parse(kept);
  }

  private put(name: string, value: unknown): void {
    this.store.write(PREFIX + name, JSON.stringify(value));
  }
}

/** The identity, whom it trusts, and which hub it knows. */
export function forgetEverything(store: Store): void {
  for (const name of store.names().filter((one) => one.startsWith(PREFIX))) store.remove(name);
}
