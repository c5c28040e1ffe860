/** A member that was asked about a newcomer whom it knows: steps 3 and 5, and the check words of both. */
import { checkWords } from '../parts/comparison.js';
import { open, seal } from './boxes.js';
import { PROTOCOL } from './identity.js';
import { committed, readStep4, sessionKey, step3, step5 } from './steps.js';

/** @typedef {import('./identity.js').Identity} Identity */
/** @typedef {import('./identity.js').Party} Party */
/** @typedef {import('./tools.js').Tools} Tools */
/** @typedef {import('./tools.js').Where} Where */
/** @typedef {{ sessionKey: Uint8Array, epoch: number, members: readonly string[], parties: ReadonlyMap<string, Party> }} Current what the member has of its room, with the newcomer at the end */

/** @typedef {{ words: string[], symbols: string[] }} Compared */

/**
 * @param {Party & { nonce: Uint8Array }} member
 * @param {Party & { nonce: Uint8Array }} newcomer
 * @param {Uint8Array} commit
 * @param {string} hubId
 * @returns {Compared & { hash: Buffer }} what the two people compare
 */
export function compare(member, newcomer, commit, hubId) {
  const [first, second] = [member, newcomer].map(({ id, publicKey, nonce }) => ({ id, key: publicKey, nonce }));
  return checkWords(PROTOCOL, /** @type {any} */ (first), /** @type {any} */ (second), commit, hubId);
}

export class Voucher {
  /** @type {Compared | undefined} once the newcomer was answered */
  compared;
  /** @type {number | undefined} that the newcomer was given the key of */
  epoch;

  /** @param {Identity} own @param {Where} where @param {Party} newcomer @param {Tools} tools */
  constructor(own, where, newcomer, tools) {
    this.own = own;
    this.where = where;
    this.newcomer = newcomer;
    this.tools = tools;
    this.n = tools.random(16);
    this.sasNonce = tools.random(32);
  }

  /** @returns {Promise<string>} the box of step 3 */
  greet() {
    return this.#seal({ step: 'step3' }, step3(this.own.id, this.n, committed(this.own, this.sasNonce)));
  }

  /** @param {unknown} box of step 4 @param {Current} current @returns {Promise<string>} the box of step 5 */
  async answer(box, current) {
    if (this.epoch !== undefined) throw new Error(`${this.newcomer.id} was answered before`);
    const nonce = readStep4(await open(this.own, this.newcomer, { ...this.where, step: 'step4' }, box), this.n);
    this.epoch = current.epoch;
    const { hubId } = this.where;
    const [member, newcomer] = [
      { ...party(this.own), nonce: this.sasNonce },
      { ...this.newcomer, nonce },
    ];
    const { words, symbols } = compare(member, newcomer, committed(this.own, this.sasNonce), hubId);
    this.compared = { words, symbols };
    return this.#seal({ step: 'step5' }, step5(nonce, current, this.sasNonce));
  }

  /** Gives the newcomer a newer key before it is added. @param {Current} current @returns {Promise<string>} the box */
  async renew({ sessionKey: key, epoch, members }) {
    this.epoch = epoch;
    return this.#seal({ step: 'session_key', epoch }, sessionKey(key, epoch, members));
  }

  /** @param {{ step: import('./boxes.js').Step, epoch?: number }} purpose @param {unknown} content */
  #seal(purpose, content) {
    return seal(this.own, this.newcomer, { ...this.where, ...purpose }, content, this.tools.random(32));
  }
}

/** @param {Identity} own @returns {Party} */
function party({ id, publicKey }) {
  return { id, publicKey };
}
