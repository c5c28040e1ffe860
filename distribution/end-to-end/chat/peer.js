/**
 * Somebody in a chat who shares nothing with the hub but the page: the first user of a room, a newcomer, a member, and the voucher
 * of other newcomers. It answers by itself whatever comes, in order, and what it makes of it is there to be looked at.
 */
import { b64u } from '../qr/bytes.js';
import * as boxes from './boxes.js';
import { Closed } from './channel.js';
import { Epochs, NotHeard } from './epochs.js';
import { checkedParty, Identity, Trust } from './identity.js';
import { Newcomer } from './newcomer.js';
import { proof } from './proof.js';
import { Roster } from './roster.js';
import { checkedKeys, readSessionKey, sessionKey } from './steps.js';
import { REAL } from './tools.js';
import { Voucher } from './voucher.js';
import { checkedRoom, readFrame } from './wire.js';

/** @typedef {import('./channel.js').Channel} Channel */
/** @typedef {import('./epochs.js').Broadcast} Broadcast */
/** @typedef {import('./hub.js').KnownHub} KnownHub */
/** @typedef {import('./identity.js').Party} Party */
/** @typedef {import('./tools.js').Tools} Tools */
/** @typedef {import('./voucher.js').Compared} Compared */
/** @typedef {Record<string, any>} Frame */

/**
 * `proves`: shows the hub its key. `vouches`: answers when it is asked about a newcomer. `rekeys`: makes a key when it is to.
 *
 * @typedef {{ proves: boolean, vouches: boolean, rekeys: boolean }} Habits
 */

export class Peer {
  /** @type {'entering' | 'member' | 'gone'} */
  state = 'gone';
  roster = new Roster();
  /** @type {Map<string, string>} what members call themselves */
  names = new Map();
  /** @type {Map<string, Compared>} with those who vouched for this one, and for whom it did */
  compared = new Map();
  /** @type {{ from: string, epoch: number, text: string, at: number }[]} what was said and nobody took yet */
  heard = [];
  /** @type {string[]} what should not have come, and was passed over */
  warnings = [];
  /** @type {Frame[]} of type `error` */
  errors = [];
  /** @type {Frame[]} of type `rekey` */
  orders = [];
  /** @type {Frame | undefined} */
  acknowledged;
  /** @type {Frame | undefined} */
  turnedAway;
  /** @type {Frame | undefined} */
  waiting;
  /** @type {Error | undefined} for which it left */
  fault;
  /** @type {{ voucher: Voucher, step4?: string, late?: boolean }[]} whom it was asked for */
  #asked = [];
  /** @type {(() => void)[]} */
  #watching = [];
  #proved = false;

  /** @param {{ identity?: Identity, name?: string, trust?: Trust, tools?: Tools, habits?: Partial<Habits> }} [who] */
  constructor({ identity = new Identity(), name = 'A test', trust = new Trust(), tools = REAL, habits } = {}) {
    this.identity = identity;
    this.name = name;
    this.trust = trust;
    this.tools = tools;
    /** @type {Habits} */
    this.habits = { proves: true, vouches: true, rekeys: true, ...habits };
    this.epochs = new Epochs('', tools);
  }

  get id() {
    return this.identity.id;
  }

  /** What others add to their trust. */
  get line() {
    return this.identity.line(this.name);
  }

  get channel() {
    if (this.channel_ === undefined) throw new Error('it has entered no room');
    return this.channel_;
  }

  /** Comes to a room, for the first time or again. @param {Channel} channel @param {KnownHub} hub @param {string} room */
  enter(channel, hub, room) {
    this.channel_ = channel;
    this.hubKey = hub.key;
    this.where = { hubId: hub.hubId, room: checkedRoom(room) };
    this.newcomer = new Newcomer(this.identity, this.where, this.trust, this.tools);
    this.state = 'entering';
    this.#proved = false;
    this.#asked = [];
    this.acknowledged = this.turnedAway = this.waiting = this.fault = undefined;
    const key = this.habits.proves && { public_key: b64u(this.identity.publicKey) };
    channel.send({ type: 'identity', identity: this.id, ...key });
    this.running = this.#run(channel);
  }

  /** @returns {string[]} newcomers that it was asked about, and that nobody has added yet */
  get vouchingFor() {
    return this.#asked.map(({ voucher: { newcomer } }) => newcomer.id);
  }

  /** @param {string} text */
  say(text) {
    this.broadcast({ type: 'chat', text, at: Math.floor(this.tools.now() / 1000) });
  }

  /** @param {unknown} content */
  broadcast(content) {
    this.channel.send({ type: 'broadcast', ...this.epochs.seal(this.id, content) });
  }

  needKey() {
    this.channel.send({ type: 'need_key' });
  }

  /** Leaves for good. */
  async leave() {
    this.channel.send({ type: 'bye' });
    await this.hangUp();
  }

  /** Is not there any more. */
  async hangUp() {
    await this.channel.close();
    await this.running;
  }

  /**
   * Waits for something to become true: looked at first, and again whenever a frame was dealt with.
   *
   * @template T
   * @param {() => T | undefined | false} look
   * @param {string} what is waited for
   * @returns {Promise<T>}
   */
  async until(look, what) {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (this.state === 'gone') throw new Error(`${this.name} is gone while ${what} was waited for: ${this}`);
      await new Promise((resolve) => this.#watching.push(() => resolve(undefined)));
    }
  }

  /** Waits to be a member that can speak. @param {number} [epoch] in this one or a later */
  joined(epoch = 1) {
    const speaks = () => this.state === 'member' && (this.epochs.current?.epoch ?? 0) >= epoch;
    return this.until(speaks, `membership in epoch ${epoch}`);
  }

  /** @returns {Promise<{ from: string, epoch: number, text: string, at: number }>} the next thing said */
  hears() {
    return this.until(() => this.heard.shift(), 'a word');
  }

  toString() {
    const { state, warnings, errors, fault, turnedAway } = this;
    return JSON.stringify({ state, warnings, errors, turnedAway, fault: fault?.message });
  }

  /** @param {Channel} channel */
  async #run(channel) {
    try {
      for (;;) {
        const frame = readFrame(await channel.nextText());
        await this.#take(frame);
        this.#wake();
      }
    } catch (error) {
      if (!(error instanceof Closed)) this.fault = /** @type {Error} */ (error);
    }
    if (this.channel_ === channel) this.state = 'gone';
    channel.hangUp();
    this.#wake();
  }

  #wake() {
    for (const wake of this.#watching.splice(0)) wake();
  }

  /** @param {Frame} frame @throws {Error} if it is better to leave */
  async #take(frame) {
    switch (frame.type) {
      case 'prove':
        return this.#prove(frame);
      case 'ack':
        return this.#acknowledge(frame);
      case 'nack':
        this.turnedAway = frame;
        return;
      case 'waiting':
        this.#whileEntering(frame);
        this.waiting = frame;
        return;
      case 'error':
        this.errors.push(frame);
        return frame.code === 'stale_epoch' ? this.#renew() : undefined;
      case 'relay':
        return this.state === 'entering' ? this.#meet(frame) : this.#takeBox(frame);
      case 'user_added':
        return this.state === 'entering' ? this.#join(frame) : this.#add(frame);
    }
    if (this.state !== 'member') throw new Error(`${frame.type} is for members`);
    switch (frame.type) {
      case 'new_user':
        return this.#vouch(frame);
      case 'rekey':
        return this.#order(frame);
      case 'user_left':
        return this.#part(frame);
      case 'broadcast':
        return this.#hear(/** @type {any} */ (frame));
    }
  }

  /** @param {string} warning */
  #warn(warning) {
    this.warnings.push(warning);
  }

  /** @param {Frame} frame */
  #whileEntering({ type }) {
    if (this.state !== 'entering') throw new Error(`${type} came again`);
  }

  /** @param {Frame} frame */
  async #prove(frame) {
    this.#whileEntering(frame);
    const { hubKey, where } = this;
    if (!this.habits.proves || this.#proved || hubKey === undefined || where === undefined) {
      throw new Error('the hub asks for a proof that nobody offered');
    }
    this.#proved = true;
    this.channel.send({ type: 'proof', nonce: await proof(this.identity, hubKey, where, frame.sealed) });
  }

  /** It is the first, or has its seat again. @param {Frame} frame */
  #acknowledge(frame) {
    this.#whileEntering(frame);
    const { roster, keys } = frame;
    if (roster === undefined) {
      this.roster = new Roster();
      this.roster.take([this.id]);
      this.#enterEpoch(1, this.tools.random(32));
    } else {
      if (!roster.includes(this.id)) throw new Error('its own seat is not in the roster');
      this.roster.learn(checkedKeys(roster, keys));
      this.roster.takeBack(roster);
      this.epochs = new Epochs(this.room, this.tools, this.epochs.room === this.room ? this.epochs.newest : 0);
    }
    this.acknowledged = frame;
    this.state = 'member';
  }

  get room() {
    return this.where?.room ?? '';
  }

  /** @param {number} epoch @param {Uint8Array} [key] */
  #enterEpoch(epoch, key) {
    this.epochs = new Epochs(this.room, this.tools);
    this.epochs.begin(epoch);
    if (key !== undefined) this.epochs.give(epoch, key);
  }

  /** A step of a member that was asked about this newcomer. @param {Frame} frame */
  async #meet({ from, box }) {
    const answer = await this.newcomer?.take(from, box);
    if (answer !== undefined) this.channel.send({ type: 'relay', to: from, box: answer });
  }

  /** The hub has added this newcomer. @param {Frame} frame */
  #join({ identity, by, epoch, members, keys }) {
    const { given, compared, voucher } = this.newcomer ?? {};
    if (identity !== this.id) throw new Error('others are added before this one');
    if (given === undefined || by !== voucher) throw new Error('who added this one is not who met it');
    this.roster = new Roster();
    this.roster.take(members);
    this.roster.learn(given.parties);
    if (keys !== undefined) this.roster.learn(checkedKeys(members, keys));
    if (compared !== undefined) this.compared.set(by, compared);
    this.#enterEpoch(epoch, epoch === given.epoch ? given.sessionKey : undefined);
    this.state = 'member';
    if (epoch === given.epoch) this.broadcast(this.hello);
    else {
      this.#warn(`it was given the key of ${given.epoch}, and added in ${epoch}`);
      this.needKey();
    }
  }

  /** How it introduces itself. */
  get hello() {
    return {
      type: 'hello_i_am',
      name: this.name,
      identity: this.id,
      public_key: b64u(this.identity.publicKey),
    };
  }

  /** Another one was added. @param {Frame} frame */
  #add({ identity, members, public_key: key, epoch }) {
    if (!members.includes(this.id)) throw new Error('this one is not in its own room');
    const expected = [...this.roster.members.filter((id) => id !== identity), identity];
    if (members.join() !== expected.join())
      this.#warn(`${identity} came, and the roster is ${members}, not ${expected}`);
    if (epoch !== this.epochs.newest) this.#warn(`${identity} was added in ${epoch}, not ${this.epochs.newest}`);
    this.roster.take(members);
    const party = checkedParty(identity, key);
    this.roster.learn(new Map([[party.id, party]]));
    const { voucher } = this.#asked.find(({ voucher: { newcomer } }) => newcomer.id === identity) ?? {};
    if (voucher?.compared !== undefined) this.compared.set(identity, voucher.compared);
    this.#forget(identity);
  }

  /** @param {string} id of a newcomer */
  #forget(id) {
    this.#asked = this.#asked.filter(({ voucher: { newcomer } }) => newcomer.id !== id);
  }

  /** Step 2. @param {Frame} frame */
  async #vouch({ identity }) {
    const party = this.trust.find(identity);
    if (party === undefined || this.where === undefined) return this.channel.send({ type: 'nack', identity });
    this.#forget(identity);
    const voucher = new Voucher(this.identity, this.where, party, this.tools);
    this.#asked.push({ voucher });
    if (this.habits.vouches) this.channel.send({ type: 'relay', to: identity, box: await voucher.greet() });
  }

  /** @param {Frame} frame to a member */
  async #takeBox({ from, box }) {
    const asked = this.#asked.find(({ voucher: { newcomer } }) => newcomer.id === from);
    if (asked === undefined) return this.#takeSessionKey(from, box);
    asked.step4 = box;
    return this.#answer(asked);
  }

  /** Steps 5 and 6, once it has the key to give. @param {{ voucher: Voucher, step4?: string }} asked */
  async #answer(asked) {
    const { voucher, step4 } = asked;
    const current = this.#current(voucher.newcomer);
    if (step4 === undefined || current === undefined) return;
    delete asked.step4;
    try {
      this.channel.send({ type: 'relay', to: voucher.newcomer.id, box: await voucher.answer(step4, current) });
      this.#addUser(voucher);
    } catch (error) {
      this.#warn(`${voucher.newcomer.id} is not who it says: ${/** @type {Error} */ (error).message}`);
      this.#forget(voucher.newcomer.id);
      this.channel.send({ type: 'nack', identity: voucher.newcomer.id });
    }
  }

  /** @param {Voucher} voucher that has given the key */
  #addUser({ newcomer, epoch }) {
    this.channel.send({ type: 'add_user', identity: newcomer.id, epoch, public_key: b64u(newcomer.publicKey) });
  }

  /** Whom it would have added was given an older key. */
  async #renew() {
    for (const asked of this.#asked) {
      if (asked.voucher.epoch === undefined) continue;
      asked.late = true;
      await this.#giveNewer(asked);
    }
  }

  /** @param {{ voucher: Voucher, late?: boolean }} asked */
  async #giveNewer(asked) {
    const { voucher, late } = asked;
    const current = this.#current(voucher.newcomer);
    if (!late || current === undefined || current.epoch === voucher.epoch) return;
    asked.late = false;
    this.channel.send({ type: 'relay', to: voucher.newcomer.id, box: await voucher.renew(current) });
    this.#addUser(voucher);
  }

  /** @param {Party} newcomer @returns {import('./voucher.js').Current | undefined} once it has the key of the newest epoch */
  #current(newcomer) {
    const { current, newest } = this.epochs;
    if (current === undefined || current.epoch !== newest) return undefined;
    const { id, identity, roster } = this;
    const parties = new Map(roster.parties).set(id, { id, publicKey: identity.publicKey }).set(newcomer.id, newcomer);
    return { sessionKey: current.key, epoch: current.epoch, members: [...roster.members, newcomer.id], parties };
  }

  /** @param {Frame} frame */
  async #order(frame) {
    this.orders.push(frame);
    const { epoch, by, members } = frame;
    if (epoch <= this.epochs.newest) return this.#warn(`epoch ${epoch} was ordered after ${this.epochs.newest}`);
    if (!members.includes(this.id)) return this.#warn(`a new key was ordered for ${members}`);
    const agrees = this.roster.agrees(members);
    if (agrees) this.roster.returned(members);
    else this.#warn(`a new key was ordered for ${members}, and not for ${this.roster.members}`);
    this.epochs.begin(epoch, { by, members });
    if (by === this.id && agrees && this.habits.rekeys) await this.#makeKey(epoch, members);
  }

  /** @param {number} epoch @param {string[]} members */
  async #makeKey(epoch, members) {
    const key = this.tools.random(32);
    for (const id of members.filter((member) => member !== this.id)) {
      const party = this.roster.parties.get(id) ?? this.trust.find(id);
      if (party === undefined) {
        this.#warn(`nobody said what the key of ${id} is`);
        continue;
      }
      const purpose = { ...this.#here, step: /** @type {const} */ ('session_key'), epoch };
      const content = sessionKey(key, epoch, members);
      const box = await boxes.seal(this.identity, party, purpose, content, this.tools.random(32));
      this.channel.send({ type: 'relay', to: id, box });
    }
    await this.#useKey(epoch, key);
  }

  get #here() {
    if (this.where === undefined) throw new Error('it has entered no room');
    return this.where;
  }

  /** @param {string} from @param {string} box */
  async #takeSessionKey(from, box) {
    const party = this.roster.parties.get(from) ?? this.trust.find(from);
    const isBelieved = this.roster.members.includes(from) && (this.roster.seen.has(from) || this.trust.find(from));
    if (party === undefined || !isBelieved) return this.#warn(`${from} is not one to take a key from`);
    for (const { epoch, order } of this.epochs.awaited.filter((awaited) => awaited.order.by === from)) {
      const purpose = { ...this.#here, step: /** @type {const} */ ('session_key'), epoch };
      const text = await boxes.open(this.identity, party, purpose, box).catch(() => undefined);
      if (text === undefined) continue;
      try {
        const { key, members } = readSessionKey(text, epoch);
        if (members.join() !== order.members.join()) throw new Error(`it is for ${members}`);
        return await this.#useKey(epoch, key);
      } catch (error) {
        return this.#warn(`${from} gave no key for ${epoch}: ${/** @type {Error} */ (error).message}`);
      }
    }
    this.#warn(`${from} was not to give a key`);
  }

  /** @param {number} epoch @param {Uint8Array} key */
  async #useKey(epoch, key) {
    this.epochs.give(epoch, key);
    this.channel.send({ type: 'ack', epoch });
    for (const broadcast of this.epochs.released()) this.#hear(broadcast);
    for (const asked of [...this.#asked]) {
      await this.#answer(asked);
      await this.#giveNewer(asked);
    }
  }

  /** @param {Frame} frame */
  #part({ identity, reason }) {
    if (this.#asked.some(({ voucher: { newcomer } }) => newcomer.id === identity)) return this.#forget(identity);
    if (!this.roster.members.includes(identity)) return this.#warn(`${identity} left, and was not here`);
    this.roster.leave(identity, reason);
  }

  /** @param {Broadcast} broadcast */
  #hear(broadcast) {
    const { from, epoch } = broadcast;
    try {
      if (from === this.id || !this.roster.mayHaveSpoken(from)) throw new NotHeard(`${from} is not a member`);
      const content = this.epochs.open(broadcast);
      if (content?.type === 'chat') this.#hearChat(from, epoch, content);
      if (content?.type === 'hello_i_am') this.#hearHello(from, content);
    } catch (error) {
      if (!(error instanceof NotHeard)) throw error;
      this.#warn(error.message);
    }
  }

  /** @param {string} from @param {number} epoch @param {Frame} content */
  #hearChat(from, epoch, { text, at }) {
    if (typeof text !== 'string' || !Number.isSafeInteger(at)) throw new NotHeard(`${from} said nothing`);
    this.heard.push({ from, epoch, text, at });
  }

  /** @param {string} from @param {Frame} content */
  #hearHello(from, { name, identity, public_key: key }) {
    if (identity !== from || typeof name !== 'string') throw new NotHeard(`${from} says that it is ${identity}`);
    try {
      this.roster.learn(new Map([[from, checkedParty(identity, key)]]));
    } catch (cause) {
      throw new NotHeard(`${from} has another key`, { cause });
    }
    this.names.set(from, name);
  }
}
