import type { Store } from '@browser/store';

import type { Account, Connection, HubCard, Notice, Pairing } from './records';

const PREFIX = 'handfast-qr/1/';
const PIN = `${PREFIX}hub`;
/** How many messages of the hub are remembered as heard. */
const HEARD = 1_000;
const NOTICES = 50;

/** What was heard of the hub, and what it is still to be told that it was heard. */
interface Heard {
  readonly jtis: readonly string[];
  readonly receipts: readonly string[];
}

/** Pairings that were given up. */
interface Unwanted {
  readonly pairIds: readonly string[];
  readonly toBreak: readonly string[];
}

/** Which hub this page was first served by. */
export function pinnedHub(store: Store): HubCard | undefined {
  return parsed(store, PIN) as HubCard | undefined;
}

export function pinHub(store: Store, card: HubCard): void {
  store.write(PIN, JSON.stringify(card));
}

/** Forgets every hub, every key and every message. */
export function forgetEverything(store: Store): void {
  for (const name of store.names().filter((name) => name.startsWith(PREFIX))) store.remove(name);
}

/** What the device keeps for one hub. Whatever is put is written before anything else sees it. */
export class Vault {
  private readonly prefix: string;
  private readonly kept = new Map<string, Connection>();
  private keptAccount: Account | undefined;
  private keptPairing: Pairing | undefined;
  private keptNotices: readonly Notice[];
  private heard: Heard;
  private keptUnwanted: Unwanted;

  constructor(
    private readonly store: Store,
    hubId: string,
    private readonly changed: () => void,
  ) {
    this.prefix = `${PREFIX}${hubId}/`;
    this.keptAccount = this.get('account') as Account | undefined;
    this.keptPairing = this.get('pairing') as Pairing | undefined;
    this.keptNotices = (this.get('notices') as readonly Notice[] | undefined) ?? [];
    this.heard = (this.get('heard') as Heard | undefined) ?? { jtis: [], receipts: [] };
    this.keptUnwanted = (this.get('unwanted') as Unwanted | undefined) ?? { pairIds: [], toBreak: [] };
    for (const name of store.names().filter((name) => name.startsWith(`${this.prefix}connection/`))) {
      const connection = parsed(store, name) as Connection | undefined;
      if (connection !== undefined) this.kept.set(connection.id, connection);
    }
  }

  get account(): Account | undefined {
    return this.keptAccount;
  }

  set account(account: Account | undefined) {
    this.put('account', account);
    this.keptAccount = account;
    this.changed();
  }

  get pairing(): Pairing | undefined {
    return this.keptPairing;
  }

  set pairing(pairing: Pairing | undefined) {
    this.put('pairing', pairing);
    this.keptPairing = pairing;
    this.changed();
  }

  /** Newest first. */
  get connections(): readonly Connection[] {
    return [...this.kept.values()].sort((a, b) => b.since - a.since || a.id.localeCompare(b.id));
  }

  connection(id: string): Connection | undefined {
    return this.kept.get(id);
  }

  keep(connection: Connection): void {
    if (this.kept.get(connection.id) === connection) return;
    this.put(`connection/${connection.id}`, connection);
    this.kept.set(connection.id, connection);
    this.changed();
  }

  forget(id: string): void {
    this.put(`connection/${id}`, undefined);
    this.kept.delete(id);
    this.changed();
  }

  /** Newest first. */
  get notices(): readonly Notice[] {
    return this.keptNotices;
  }

  set notices(notices: readonly Notice[]) {
    const newest = notices.slice(0, NOTICES);
    this.put('notices', newest);
    this.keptNotices = newest;
    this.changed();
  }

  hasHeard(jti: string): boolean {
    return this.heard.jtis.includes(jti);
  }

  /** Messages of the hub that it is to be told were received. */
  get hubReceipts(): readonly string[] {
    return this.heard.receipts;
  }

  hear(jti: string): void {
    const { jtis, receipts } = this.heard;
    this.remember({
      jtis: jtis.includes(jti) ? jtis : [...jtis, jti].slice(-HEARD),
      receipts: receipts.includes(jti) ? receipts : [...receipts, jti],
    });
  }

  hubToldOf(jtis: readonly string[]): void {
    if (jtis.length === 0) return;
    this.remember({ ...this.heard, receipts: this.heard.receipts.filter((jti) => !jtis.includes(jti)) });
  }

  /** Whether that pairing was given up: what still comes of it is ended. */
  isUnwanted(pairId: string): boolean {
    return this.keptUnwanted.pairIds.includes(pairId);
  }

  /** Pair ids that the hub is to be told are over, and that are no connections here. */
  get toBreak(): readonly string[] {
    return this.keptUnwanted.toBreak;
  }

  /** A pairing is given up. The hub may have made a connection of it in this very moment. */
  refuse(pairId: string): void {
    const { pairIds, toBreak } = this.keptUnwanted;
    this.dislike({
      pairIds: pairIds.includes(pairId) ? pairIds : [...pairIds, pairId].slice(-HEARD),
      toBreak: toBreak.includes(pairId) ? toBreak : [...toBreak, pairId],
    });
  }

  hubBroke(pairId: string): void {
    const { pairIds, toBreak } = this.keptUnwanted;
    this.dislike({ pairIds, toBreak: toBreak.filter((id) => id !== pairId) });
  }

  private dislike(unwanted: Unwanted): void {
    this.put('unwanted', unwanted);
    this.keptUnwanted = unwanted;
  }

  private remember(heard: Heard): void {
    this.put('heard', heard);
    this.heard = heard;
  }

  private get(name: string): unknown {
    return parsed(this.store, this.prefix + name);
  }

  private put(name: string, value: unknown): void {
    if (value === undefined) this.store.remove(this.prefix + name);
    else this.store.write(this.prefix + name, JSON.stringify(value));
  }
}

/** What was written by this very page, and so is what it was. */
function parsed(store: Store, name: string): unknown {
  const value = store.read(name);
  return value === undefined ? undefined : JSON.parse(value);
}
