import { b64u } from '@browser/wire/encodings';
import type { Comparison } from '@browser/wire/words';

import { openFrom, type Purpose, sealTo } from '../wire/boxes';
import type { Broadcast, FromHub } from '../wire/frames';
import { chat, hello, readSaying, type Saying } from '../wire/sayings';
import { newKey, readNewKey } from '../wire/steps';
import type { Context } from './context';
import type { Entered } from './door';
import { type Epochs, type Order, Unheard } from './epochs';
import { Leave, type NotHeard, type Warning } from './happenings';
import type { Kept, Roster } from './roster';
import { Vouching } from './vouching';

const KEY_SIZE = 32;
const MOST_WAITING = 100;
/** In rooms up to this large whoever comes is told what those who are there call themselves. */
const GREETED_AGAIN = 20;
const KEY_ASKED_AGAIN_MS = 60_000;

type OfHub<Type extends FromHub['type']> = Extract<FromHub, { type: Type }>;

/** A member: hears and says, vouches for newcomers, and makes or takes a new key when one is ordered. */
export class Seat {
  readonly roster: Roster;
  private readonly epochs: Epochs;
  private readonly vouching: Vouching;
  private readonly comparisons = new Map<string, Comparison>();
  private waiting: { readonly id: number; readonly text: string }[] = [];
  private dispute: Warning | undefined;
  private before: Kept | undefined;
  private hasSaidHello = false;
  private keyAsked = Number.NEGATIVE_INFINITY;
  private lastId = 0;

  constructor(
    private readonly context: Context,
    { roster, epochs, by, comparison, before }: Entered,
  ) {
    this.before = before;
    this.roster = roster;
    this.epochs = epochs;
    this.vouching = new Vouching(context, roster, epochs);
    if (by !== undefined && comparison !== undefined) this.compare(by, comparison);
    // The room went on to a newer key in the moment in which one was added.
    if (by !== undefined && epochs.key === undefined) this.needKey();
    this.greet();
  }

  /** Why nothing is sent, if that is so: the list of members is in dispute. */
  get disputed(): Warning | undefined {
    return this.dispute;
  }

  /** Whether what one says goes out at once. */
  get canSpeak(): boolean {
    return this.epochs.key !== undefined && this.dispute === undefined;
  }

  /** Who makes the key that is waited for, if one is. */
  get maker(): string | undefined {
    return this.epochs.awaited?.by;
  }

  comparisonWith(id: string): Comparison | undefined {
    return this.comparisons.get(id);
  }

  get kept(): Kept {
    return this.before ?? { members: this.roster.known, epoch: this.epochs.newest };
  }

  /** @returns its number, by which one is told that it was sent; nothing if too much waits already */
  say(text: string): number | undefined {
    if (!this.canSpeak && this.waiting.length >= MOST_WAITING) return undefined;
    const id = ++this.lastId;
    this.waiting.push({ id, text });
    this.sendWaiting();
    return id;
  }

  /** @throws Leave */
  take(frame: FromHub): void {
    switch (frame.type) {
      case 'new_user':
        this.vouching.ask(frame);
        return;
      case 'relay':
        this.relayed(frame);
        return;
      case 'user_added':
        this.added(frame);
        return;
      case 'user_left':
        this.left(frame);
        return;
      case 'rekey':
        this.ordered(frame);
        return;
      case 'broadcast':
        this.heard(frame);
        return;
      case 'error':
        this.failed(frame);
        return;
      default:
        throw new Leave('nonsense');
    }
  }

  private added({ party, by, members }: OfHub<'user_added'>): void {
    const { self, tell } = this.context;
    const { id } = party;
    if (id === self.party.id || !members.includes(self.party.id)) throw new Leave('nonsense');
    const voucher = this.vouching.isAdded(id);
    if (by === self.party.id && voucher === undefined) {
      this.disputes({ code: 'forged-vouch', identity: id });
      return;
    }
    const expected = new Set([...this.roster.members, id]);
    const extra = members.filter((member) => !expected.has(member));
    const missing = [...expected].filter((member) => !members.includes(member));
    if (extra.length > 0 || missing.length > 0) this.warn({ code: 'roster-differs', extra, missing });
    this.roster.take(members);
    this.roster.learn([party]);
    this.roster.vouched(id, by);
    tell({ kind: 'joined', identity: id, by });
    if (voucher !== undefined) this.compare(id, voucher.comparison);
    this.hasSaidHello &&= members.length > GREETED_AGAIN;
    this.greet();
  }

  private left({ identity, reason }: OfHub<'user_left'>): void {
    if (this.vouching.forget(identity) || !this.roster.has(identity)) return;
    this.roster.leave(identity, reason);
    this.context.tell({ kind: 'left', identity, reason });
  }

  /** A new key is to be made: by oneself, or by a member whom one believes. */
  private ordered({ epoch, by, members }: OfHub<'rekey'>): void {
    if (epoch <= this.epochs.newest) throw new Leave('nonsense');
    const difference = this.roster.difference(members);
    this.epochs.begin(epoch, { by, members });
    if (difference !== undefined) {
      this.disputes({ code: 'roster-differs', ...difference });
      return;
    }
    this.dispute = undefined;
    if (by !== this.context.self.party.id) {
      if (!this.believes(by)) this.warn({ code: 'unbelieved-maker', identity: by });
      return;
    }
    // That those are here only the hub has said: another is to make the key.
    const extra = members.filter((id) => !this.believes(id));
    if (extra.length === 0) this.makeKey(epoch, members);
    else this.disputes({ code: 'roster-differs', extra, missing: [] });
  }

  private makeKey(epoch: number, members: readonly string[]): void {
    const { self, where, random, trust, send } = this.context;
    const sessionKey = random(KEY_SIZE);
    const content = newKey(sessionKey, epoch, members);
    for (const id of members.filter((member) => member !== self.party.id)) {
      const party = this.roster.party(id) ?? trust.find(id);
      if (party === undefined) {
        this.warn({ code: 'no-way-to', identity: id });
        continue;
      }
      const purpose: Purpose = { ...where, step: 'session_key', epoch };
      send({ type: 'relay', to: id, box: b64u(sealTo(self, party, purpose, content, random)) });
    }
    this.use(sessionKey, self.party.id);
  }

  private relayed({ from, box }: OfHub<'relay'>): void {
    if (this.vouching.take(from, box)) return;
    const { awaited } = this.epochs;
    if (awaited?.by !== from || this.dispute !== undefined || !this.believes(from)) {
      this.warn({ code: 'bad-key', identity: from });
      return;
    }
    const sessionKey = this.opened(from, awaited, box);
    if (sessionKey === undefined) {
      this.warn({ code: 'bad-key', identity: from });
      return;
    }
    this.roster.believe(awaited.members);
    this.use(sessionKey, from);
  }

  private opened(from: string, order: Order, box: Uint8Array): Uint8Array | undefined {
    const party = this.roster.party(from) ?? this.context.trust.find(from);
    if (party === undefined) return undefined;
    const epoch = this.epochs.newest;
    const purpose: Purpose = { ...this.context.where, step: 'session_key', epoch };
    try {
      const { sessionKey, members } = readNewKey(openFrom(this.context.self, party, purpose, box), epoch);
      this.roster.proved(from);
      this.roster.heard(from);
      return members.join() === order.members.join() ? sessionKey : undefined;
    } catch {
      return undefined;
    }
  }

  /** The key of the newest epoch is here. */
  private use(key: Uint8Array, by: string): void {
    const epoch = this.epochs.newest;
    this.before = undefined;
    this.epochs.give(key);
    this.context.send({ type: 'ack', epoch });
    this.context.tell({ kind: 'key', epoch, by });
    this.greet();
    for (const broadcast of this.epochs.release()) this.heard(broadcast);
    this.vouching.renew();
    this.sendWaiting();
  }

  private believes(id: string): boolean {
    return this.roster.has(id) && (this.roster.isBelieved(id) || this.context.trust.find(id) !== undefined);
  }

  private heard(broadcast: Broadcast): void {
    const { from } = broadcast;
    try {
      this.hear(broadcast);
    } catch (error) {
      const why: NotHeard = error instanceof Unheard ? error.why : 'unreadable';
      this.warn({ code: 'not-heard', identity: from, why });
    }
  }

  private hear(broadcast: Broadcast): void {
    const { from, epoch } = broadcast;
    if (!this.roster.has(from)) {
      const reason = this.roster.reasonOf(from);
      if (reason === undefined) throw new Unheard('stranger');
      if (reason === 'removed') throw new Unheard('removed');
    }
    if (from === this.context.self.party.id) throw new Unheard('stranger');
    const content = this.epochs.open(broadcast);
    this.roster.heard(from);
    const saying = content === undefined ? undefined : readSaying(content, from);
    if (saying !== undefined) this.learn(from, epoch, saying);
  }

  private learn(from: string, epoch: number, saying: Saying): void {
    if (saying.type === 'hello') {
      this.roster.learn([saying.party]);
      this.roster.claim(from, saying.name);
    } else this.context.tell({ kind: 'said', from, text: saying.text, at: saying.at, epoch });
  }

  private failed({ code, detail, epoch }: OfHub<'error'>): void {
    switch (code) {
      case 'stale_epoch':
        this.vouching.renew();
        if (epoch !== undefined && epoch > this.epochs.newest) this.needKey();
        return;
      // Another member is asked, or it has gone: what crossed on the way is nobody's fault.
      case 'not_asked':
      case 'not_assigned':
      case 'unknown_recipient':
        return;
      default:
        this.warn({ code: 'hub-error', error: code, detail });
    }
  }

  private needKey(): void {
    const now = this.context.now();
    if (now < this.keyAsked + KEY_ASKED_AGAIN_MS) return;
    this.keyAsked = now;
    this.context.send({ type: 'need_key' });
  }

  /** Others are told what one calls oneself. */
  private greet(): void {
    if (this.hasSaidHello || !this.canSpeak || this.roster.members.length < 2) return;
    this.hasSaidHello = true;
    const { party, name } = this.context.self;
    this.broadcast(hello(party, name));
  }

  private sendWaiting(): void {
    if (!this.canSpeak) return;
    for (const { id, text } of this.waiting) {
      this.broadcast(chat(text, Math.floor(this.context.now() / 1000)));
      this.context.tell({ kind: 'sent', id });
    }
    this.waiting = [];
  }

  private broadcast(content: Uint8Array): void {
    const { epoch, seq, box } = this.epochs.seal(content);
    this.context.send({ type: 'broadcast', epoch, seq, box: b64u(box) });
  }

  private compare(id: string, comparison: Comparison): void {
    this.comparisons.set(id, comparison);
    this.context.tell({ kind: 'compared', with: id, comparison });
  }

  private disputes(warning: Warning): void {
    this.dispute = warning;
    this.warn(warning);
  }

  private warn(warning: Warning): void {
    this.context.tell({ kind: 'warned', warning });
  }
}
