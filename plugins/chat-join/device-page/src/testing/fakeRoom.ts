import { x25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { seeded } from '@browser/testing/random';
import { hash, hex, type Random } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { seal } from '@browser/wire/hpke';

import { identityOf } from '../wire/identity';
import { proveInfo } from '../wire/proof';

type Frame = Record<string, unknown>;

/** One end of a connection to the room, at the room's side. */
interface Link {
  /** @param code of the WebSocket's close */
  readonly close: (code: number) => void;
  readonly tell: (frame: string) => void;
  identity: string | undefined;
  key: string | undefined;
  nonce: string | undefined;
  stage: 'silent' | 'proving' | 'queued' | 'asking' | 'member' | 'gone';
  tried: string[];
}

interface Member {
  readonly identity: string;
  key: string;
  link: Link | undefined;
  readonly since: number;
  readonly sent: Map<number, number>;
}

/** How a test holds the other end. */
export interface Entrance {
  readonly send: (frame: string) => void;
  /** the connection is lost */
  readonly drop: () => void;
}

const SECRET = hash('the hub agrees');
const SIGNING_KEY = hash('the hub signs');

/** What every fake room's hub is. */
export const HUB: { readonly id: string; readonly key: Uint8Array; readonly name: string } = {
  id: hex(sha256(SIGNING_KEY)),
  key: x25519.getPublicKey(SECRET),
  name: 'Workshop',
};

/** What it answers `GET /hub` with. */
export function cardOf(signingKey = SIGNING_KEY): object {
  return {
    hub_id: hex(sha256(signingKey)),
    ed25519_public_key: hex(signingKey),
    x25519_public_key: hex(HUB.key),
    name: HUB.name,
  };
}

/** A room of a hub in memory, in the order of the wire. Times are the test's to bring about. */
export class FakeRoom {
  members: Member[] = [];
  epoch = 0;
  /** all that clients sent, for tests to look at */
  readonly heard: Frame[] = [];
  isPersistent = false;
  rekeysOnJoin = false;
  /** what a hub says instead; nothing to say it as it is */
  forge: ((frame: Frame, to: string | undefined) => Frame | undefined) | undefined;
  private visitors: Link[] = [];
  private order: { by: string; waiting: Set<string> } | undefined;
  private ended: number[] = [];
  private readonly random: Random;
  private readonly turns: (() => void)[] = [];
  private isRunning = false;

  constructor(
    readonly name = 'garden',
    seed = 'room',
  ) {
    this.random = seeded(seed);
  }

  enter(tell: (frame: string) => void, close: (code: number) => void): Entrance {
    const link: Link = {
      tell,
      close,
      identity: undefined,
      key: undefined,
      nonce: undefined,
      stage: 'silent',
      tried: [],
    };
    return {
      send: (frame) => {
        this.inTurn(() => {
          this.take(link, JSON.parse(frame) as Frame);
        });
      },
      drop: () => {
        this.inTurn(() => {
          this.closed(link);
        });
      },
    };
  }

  /** Nobody who was asked has answered in time. */
  visitorsTimeIsUp(): void {
    this.inTurn(() => {
      for (const visitor of [...this.visitors]) if (visitor.stage === 'asking') this.ask(visitor);
    });
  }

  /** Not everybody has acknowledged the key in time: the next makes one. */
  keyTimeIsUp(): void {
    this.inTurn(() => {
      const { order } = this;
      if (order === undefined) return;
      const online = this.online.map(({ identity }) => identity);
      this.rekeyBy(online[(online.indexOf(order.by) + 1) % online.length]);
    });
  }

  /** Ended epochs are over by now. */
  graceIsOver(): void {
    this.ended = [];
  }

  /** The operator removes somebody. */
  remove(identity: string): void {
    this.inTurn(() => {
      const member = this.member(identity);
      if (member === undefined) return;
      this.nack(member.link, 'removed');
      this.gone(member, 'removed');
    });
  }

  rekey(by?: string): void {
    this.inTurn(() => {
      this.rekeyBy(by ?? this.online[0]?.identity);
    });
  }

  private rekeyBy(by = this.online[0]?.identity): void {
    if (by === undefined) return;
    if (this.epoch > 0) this.ended.push(this.epoch);
    this.epoch++;
    this.order = { by, waiting: new Set(this.online.map(({ identity }) => identity)) };
    this.tellAll({ type: 'rekey', epoch: this.epoch, by, members: this.roster });
  }

  get roster(): string[] {
    return this.members.map(({ identity }) => identity);
  }

  /** As a hub says it. */
  tell(link: Link | undefined, frame: Frame): void {
    if (link === undefined || link.stage === 'gone') return;
    const said = this.forge === undefined ? frame : this.forge(frame, link.identity);
    if (said === undefined) return;
    this.inTurn(() => {
      link.tell(JSON.stringify(said));
    });
  }

  /** One after the other, as what comes by sockets. */
  private inTurn(act: () => void): void {
    this.turns.push(act);
    if (this.isRunning) return;
    this.isRunning = true;
    for (let next = this.turns.shift(); next !== undefined; next = this.turns.shift()) next();
    this.isRunning = false;
  }

  tellAll(frame: Frame, but?: Member): void {
    for (const member of this.online) if (member !== but) this.tell(member.link, frame);
  }

  private take(link: Link, frame: Frame): void {
    if (link.stage === 'gone') return;
    this.heard.push(frame);
    const member = this.members.find((one) => one.link === link);
    const error = member === undefined ? this.ofVisitor(link, frame) : this.ofMember(member, frame);
    if (error === undefined) return;
    const epoch = error === 'stale_epoch' ? { epoch: this.epoch } : {};
    this.tell(link, { type: 'error', code: error, detail: `The hub says ${error}.`, ...epoch });
  }

  private ofVisitor(link: Link, frame: Frame): string | undefined {
    switch (`${link.stage} ${String(frame.type)}`) {
      case 'silent identity':
        return this.introduces(link, frame);
      case 'proving proof':
        if (frame.nonce !== link.nonce) this.nack(link, 'bad_identity');
        else this.arrived(link);
        return undefined;
      case 'asking relay': {
        if (link.tried.at(-1) !== frame.to) return 'not_assigned';
        this.tell(this.member(String(frame.to))?.link, {
          type: 'relay',
          from: link.identity,
          box: frame.box,
        });
        return undefined;
      }
      case 'asking bye':
      case 'queued bye':
        this.closed(link);
        return undefined;
      default:
        return 'not_member';
    }
  }

  private introduces(link: Link, { identity, public_key: key }: Frame): string | undefined {
    link.identity = String(identity);
    link.key = String(key);
    if (identityOf(fromB64u(link.key)) !== identity) {
      this.nack(link, 'bad_identity');
      return undefined;
    }
    const nonce = this.random(32);
    link.nonce = b64u(nonce);
    link.stage = 'proving';
    const binding = {
      info: proveInfo({ hubId: HUB.id, room: this.name }, link.identity),
      aad: new Uint8Array(0),
    };
    this.tell(link, {
      type: 'prove',
      sealed: b64u(seal(SECRET, fromB64u(link.key), binding, nonce, this.random)),
    });
    return undefined;
  }

  private arrived(link: Link): void {
    const seat = this.member(link.identity ?? '');
    if (seat !== undefined) {
      this.nack(seat.link, 'replaced', 4001);
      seat.link = link;
      link.stage = 'member';
      const keys = this.members.map(({ key }) => key);
      this.tell(link, { type: 'ack', members: this.members.length, roster: this.roster, keys });
      this.rekeyBy();
      for (const visitor of [...this.visitors]) if (visitor.stage === 'queued') this.ask(visitor);
    } else if (this.members.length === 0) {
      this.epoch++;
      this.seat(link);
      this.tell(link, { type: 'ack', members: 1 });
    } else {
      this.visitors.push(link);
      this.ask(link);
    }
  }

  private ask(link: Link): void {
    const next = this.online.find(({ identity }) => !link.tried.includes(identity));
    if (next !== undefined) {
      link.tried.push(next.identity);
      link.stage = 'asking';
      this.tell(next.link, { type: 'new_user', identity: link.identity, public_key: link.key });
    } else if (this.online.length > 0) this.nack(link, 'unknown_here');
    else {
      link.stage = 'queued';
      this.tell(link, { type: 'waiting', seconds: 600 });
    }
  }

  private ofMember(member: Member, frame: Frame): string | undefined {
    switch (frame.type) {
      case 'nack':
        return this.asked(member, frame, (visitor) => {
          this.ask(visitor);
          return undefined;
        });
      case 'add_user':
        return this.asked(member, frame, (visitor) => this.add(member, visitor, frame));
      case 'relay':
        return this.relay(member, frame);
      case 'broadcast':
        return this.broadcast(member, frame);
      case 'ack':
        if (frame.epoch !== this.epoch) return 'stale_epoch';
        this.order?.waiting.delete(member.identity);
        if (this.order?.waiting.size === 0) this.order = undefined;
        return undefined;
      case 'need_key':
        this.rekeyBy();
        return undefined;
      case 'bye':
        this.gone(member, 'left');
        return undefined;
      default:
        return 'unknown_type';
    }
  }

  private asked(
    member: Member,
    { identity }: Frame,
    act: (visitor: Link) => string | undefined,
  ): string | undefined {
    const visitor = this.visitors.find((one) => one.identity === identity);
    if (visitor?.tried.at(-1) !== member.identity) return 'not_asked';
    return act(visitor);
  }

  private add(by: Member, visitor: Link, frame: Frame): string | undefined {
    if (frame.epoch !== this.epoch) return 'stale_epoch';
    this.visitors = this.visitors.filter((one) => one !== visitor);
    this.seat(visitor);
    this.tellAll({
      type: 'user_added',
      identity: visitor.identity,
      by: by.identity,
      epoch: this.epoch,
      members: this.roster,
      public_key: frame.public_key,
    });
    if (this.rekeysOnJoin) this.rekeyBy();
    return undefined;
  }

  private relay(member: Member, { to, box }: Frame): string | undefined {
    const visitor = this.visitors.find((one) => one.identity === to);
    if (visitor !== undefined) {
      if (visitor.tried.at(-1) !== member.identity) return 'not_asked';
      this.tell(visitor, { type: 'relay', from: member.identity, box });
      return undefined;
    }
    const other = this.member(String(to));
    if (other === undefined) return 'unknown_recipient';
    if (this.order?.by !== member.identity) return 'not_assigned';
    this.tell(other.link, { type: 'relay', from: member.identity, box });
    return undefined;
  }

  private broadcast(member: Member, { epoch, seq, box }: Frame): string | undefined {
    const [number, its] = [Number(epoch), Number(seq)];
    if (number < member.since || (number !== this.epoch && !this.ended.includes(number)))
      return 'stale_epoch';
    if (its <= (member.sent.get(number) ?? 0)) return 'replayed';
    member.sent.set(number, its);
    this.tellAll({ type: 'broadcast', from: member.identity, epoch, seq, box }, member);
    return undefined;
  }

  private seat(link: Link): void {
    link.stage = 'member';
    this.members.push({
      identity: link.identity ?? '',
      key: link.key ?? '',
      link,
      since: this.epoch,
      sent: new Map(),
    });
  }

  private closed(link: Link): void {
    const member = this.members.find((one) => one.link === link);
    if (member !== undefined) {
      if (!this.isPersistent) this.gone(member, 'left');
      else {
        member.link = undefined;
        this.tellAll({ type: 'user_left', identity: member.identity, reason: 'offline' });
      }
    } else if (this.visitors.includes(link)) {
      this.visitors = this.visitors.filter((one) => one !== link);
      const asked = this.member(link.tried.at(-1) ?? '');
      this.tell(asked?.link, { type: 'user_left', identity: link.identity, reason: 'left' });
    }
    link.stage = 'gone';
  }

  private gone(member: Member, reason: string): void {
    this.members = this.members.filter((one) => one !== member);
    if (member.link !== undefined) this.close(member.link, 1000);
    this.tellAll({ type: 'user_left', identity: member.identity, reason });
    this.rekeyBy();
    for (const visitor of [...this.visitors]) {
      if (visitor.tried.at(-1) === member.identity && visitor.stage === 'asking') this.ask(visitor);
    }
  }

  private nack(link: Link | undefined, code: string, close = 1000): void {
    if (link === undefined) return;
    this.tell(link, { type: 'nack', code, reason: `the hub says ${code}` });
    this.visitors = this.visitors.filter((one) => one !== link);
    this.close(link, close);
  }

  private close(link: Link, code: number): void {
    link.stage = 'gone';
    this.inTurn(() => {
      link.close(code);
    });
  }

  private member(identity: string): Member | undefined {
    return this.members.find((one) => one.identity === identity);
  }

  private get online(): Member[] {
    return this.members.filter(({ link }) => link !== undefined);
  }
}

/** As the hub proves itself; for tests that forge. */
export function proveAs(
  secret: Uint8Array,
  room: string,
  identity: string,
  key: Uint8Array,
  random: Random,
): string {
  return b64u(
    seal(
      secret,
      key,
      { info: proveInfo({ hubId: HUB.id, room }, identity), aad: new Uint8Array(0) },
      random(32),
      random,
    ),
  );
}
