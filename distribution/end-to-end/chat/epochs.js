/** The session keys of a room, one an epoch, and what was said in each. */
import { open, seal } from './broadcasts.js';
import { readObject } from './json.js';

/** @typedef {import('./tools.js').Tools} Tools */
/** @typedef {{ from: string, epoch: number, seq: number, box: string }} Broadcast */
/** @typedef {{ by: string, members: string[] }} Order */

/**
 * @typedef {object} Epoch
 * @property {Order} [order] nothing where the key came without one
 * @property {Uint8Array} [key] once it came
 * @property {number} [ended] when a newer one was ordered
 * @property {number} said by oneself
 * @property {Map<string, number>} heard the last number of each member
 */

const MOST = 2 ** 30;
/** How long an epoch is listened to after it ended, in milliseconds. */
const AFTER = 10_000;
/** How long a broadcast may wait for its key. */
const HELD = 20_000;
const MOST_HELD = 1_000;

/** A broadcast was not to be believed. */
export class NotHeard extends Error {}

export class Epochs {
  /** @type {Map<number, Epoch>} */
  #all = new Map();
  /** @type {(Broadcast & { since: number })[]} */
  #held = [];

  /** @param {string} room @param {Tools} tools @param {number} [before] the last epoch that is over for this client */
  constructor(room, tools, before = 0) {
    this.room = room;
    this.tools = tools;
    this.before = before;
  }

  /** The newest that was ordered. */
  get newest() {
    return Math.max(this.before, ...this.#all.keys());
  }

  /** @returns {{ epoch: number, key: Uint8Array } | undefined} what is sealed with */
  get current() {
    const keyed = [...this.#all].flatMap(([epoch, { key }]) => (key === undefined ? [] : [{ epoch, key }]));
    return keyed.sort((a, b) => b.epoch - a.epoch)[0];
  }

  /** @returns {{ epoch: number, order: Order }[]} without their key, the newest first */
  get awaited() {
    return [...this.#all]
      .flatMap(([epoch, { order, key }]) => (order === undefined || key !== undefined ? [] : [{ epoch, order }]))
      .sort((a, b) => b.epoch - a.epoch);
  }

  /** A newer epoch begins, and all others end. @param {number} epoch @param {Order} [order] */
  begin(epoch, order) {
    if (epoch <= this.newest) throw new Error(`epoch ${epoch} comes after ${this.newest}`);
    const now = this.tools.now();
    for (const [number, old] of this.#all) {
      old.ended ??= now;
      if (now > old.ended + AFTER) this.#all.delete(number);
    }
    this.#all.set(epoch, { ...(order && { order }), said: 0, heard: new Map() });
  }

  /** @param {number} epoch that began @param {Uint8Array} key */
  give(epoch, key) {
    const its = this.#all.get(epoch);
    if (its === undefined || its.key !== undefined) throw new Error(`nobody waits for a key of epoch ${epoch}`);
    its.key = key;
  }

  /** @returns {Broadcast[]} that waited for a key that is there now, unless for too long */
  released() {
    const since = this.tools.now() - HELD;
    const held = this.#held.filter((broadcast) => broadcast.since >= since);
    const keyed = (/** @type {Broadcast} */ { epoch }) => this.#all.get(epoch)?.key !== undefined;
    this.#held = held.filter((broadcast) => !keyed(broadcast));
    return held.filter(keyed);
  }

  /** @param {string} from oneself @param {unknown} content @returns {Omit<Broadcast, 'from'>} */
  seal(from, content) {
    if (this.current === undefined) throw new Error('there is no session key');
    const { epoch, key } = this.current;
    const its = /** @type {Epoch} */ (this.#all.get(epoch));
    if (its.said >= MOST) throw new Error('too much was said in this epoch');
    const seq = ++its.said;
    const box = seal(key, { room: this.room, epoch, seq, from }, content, this.tools.random(12));
    return { epoch, seq, box };
  }

  /** @param {Broadcast} broadcast @returns {Record<string, any> | undefined} its content, unless it has to wait for its key @throws {NotHeard} */
  open({ from, epoch, seq, box }) {
    const now = this.tools.now();
    const its = this.#all.get(epoch);
    if (its === undefined) throw new NotHeard(`nobody ordered epoch ${epoch}, or long ago`);
    if (its.ended !== undefined && now > its.ended + AFTER) throw new NotHeard(`epoch ${epoch} ended`);
    if (its.key === undefined) {
      this.#held = this.#held.filter(({ since }) => now <= since + HELD);
      if (this.#held.length >= MOST_HELD) throw new NotHeard('too much waits for its key');
      this.#held.push({ from, epoch, seq, box, since: now });
      return undefined;
    }
    if (seq > MOST) throw new NotHeard(`there is no number ${seq}`);
    if (seq <= (its.heard.get(from) ?? 0)) throw new NotHeard(`${from} said ${seq} of epoch ${epoch} before`);
    const content = opened(its.key, { room: this.room, epoch, seq, from }, box);
    its.heard.set(from, seq);
    return content;
  }
}

/** @param {Uint8Array} key @param {import('./broadcasts.js').Place} place @param {string} box */
function opened(key, place, box) {
  try {
    return readObject(open(key, place, box));
  } catch (cause) {
    throw new NotHeard(`${place.from} did not say that`, { cause });
  }
}
