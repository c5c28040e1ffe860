/** Somebody who is not added yet: steps 3 to 5 from its side, with whichever member it is that was asked. */
import { open, seal } from './boxes.js';
import { readSessionKey, readStep3, readStep5, step4 } from './steps.js';
import { compare } from './voucher.js';

/** @typedef {import('./identity.js').Identity} Identity */
/** @typedef {import('./identity.js').Party} Party */
/** @typedef {import('./identity.js').Trust} Trust */
/** @typedef {import('./steps.js').Given} Given */
/** @typedef {import('./tools.js').Tools} Tools */
/** @typedef {import('./tools.js').Where} Where */
/** @typedef {import('./voucher.js').Compared} Compared */

/** How many epochs a room may go on while one is being added: a box does not say of which one it is. */
const AHEAD = 32;

export class Newcomer {
  /** @type {{ member: Party, nonce: Uint8Array, commit: Buffer | undefined } | undefined} with the member that opened step 3 last */
  #meeting;
  /** @type {Given | undefined} */
  given;
  /** @type {Compared | undefined} */
  compared;

  /** @param {Identity} own @param {Where} where @param {Trust} trust @param {Tools} tools */
  constructor(own, where, trust, tools) {
    this.own = own;
    this.where = where;
    this.trust = trust;
    this.tools = tools;
  }

  /** @returns {string | undefined} who vouches */
  get voucher() {
    return this.#meeting?.member.id;
  }

  /**
   * @param {string} from
   * @param {unknown} box
   * @returns {Promise<string | undefined>} what is to be answered
   * @throws {Error} if the sender is not trusted, or did not seal what it should
   */
  async take(from, box) {
    const member = this.trust.find(from);
    if (member === undefined) throw new Error(`${from} is not known here`);
    if (this.#meeting?.member.id !== from) return this.#meet(member, box);
    if (this.given === undefined) await this.#accept(this.#meeting, box);
    else await this.#renew(this.given, member, box);
    return undefined;
  }

  /** @param {Party} member @param {unknown} box of step 3 @returns {Promise<string>} the box of step 4 */
  async #meet(member, box) {
    const { n, commit } = readStep3(await open(this.own, member, { ...this.where, step: 'step3' }, box), member.id);
    const nonce = this.tools.random(32);
    this.#meeting = { member, nonce, commit };
    this.given = this.compared = undefined;
    return seal(this.own, member, { ...this.where, step: 'step4' }, step4(nonce, n), this.tools.random(32));
  }

  /** @param {{ member: Party, nonce: Uint8Array, commit: Buffer | undefined }} meeting @param {unknown} box of step 5 */
  async #accept(meeting, box) {
    const { member, nonce, commit } = meeting;
    const newcomer = { id: this.own.id, publicKey: this.own.publicKey };
    const text = await open(this.own, member, { ...this.where, step: 'step5' }, box);
    const given = readStep5(text, { ...meeting, newcomer });
    if (commit !== undefined && given.sasNonce !== undefined) {
      const ends = /** @type {const} */ ([
        { ...member, nonce: given.sasNonce },
        { ...newcomer, nonce },
      ]);
      const { words, symbols } = compare(...ends, commit, this.where.hubId);
      this.compared = { words, symbols };
    }
    this.given = given;
  }

  /** @param {Given} given @param {Party} member @param {unknown} box with a newer key */
  async #renew(given, member, box) {
    for (let epoch = given.epoch + 1; epoch <= given.epoch + AHEAD; epoch++) {
      const purpose = { ...this.where, step: /** @type {const} */ ('session_key'), epoch };
      const text = await open(this.own, member, purpose, box).catch(() => undefined);
      if (text === undefined) continue;
      const { key, members } = readSessionKey(text, epoch);
      if (!members.includes(member.id)) throw new Error('who gives the key is not in the room');
      this.given = { ...given, sessionKey: key, epoch, members };
      return;
    }
    throw new Error(`${member.id} did not seal a newer key`);
  }
}
