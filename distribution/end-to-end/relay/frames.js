/** What travels on a socket of the relay: an envelope with `data` and a `signature`, one a frame. */
import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import { hex, unhex, verifies } from './keys.js';

/** @typedef {import('./keys.js').User} User */

/**
 * How `data` is written to be signed: by RFC 8785, as the page has it, or as `JSON.stringify` leaves it, which is what
 * somebody does who has read the document alone.
 *
 * @typedef {(data: any) => string} Form
 */

/** @type {Form} */
export const canonical = (data) => /** @type {string} */ (canonicalize(data));
/** @type {Form} */
export const stringified = (data) => JSON.stringify(data);

/** @param {User} user @param {any} data @param {Form} [form] @returns {string} an envelope */
export function signed(user, data, form = canonical) {
  return JSON.stringify({ data, signature: user.sign(form(data)) });
}

/** One that came. */
export class Frame {
  /** @param {string} text as it came */
  constructor(text) {
    this.text = text;
    const { data, signature } = JSON.parse(text);
    /** @type {any} */
    this.data = data;
    /** @type {string | undefined} */
    this.signature = signature;
  }

  /** @returns {string} who says that it is from them */
  get sender() {
    return this.data.sender;
  }

  /** @returns {string} */
  get type() {
    return this.data.message.type;
  }

  /** @returns {any} */
  get payload() {
    return this.data.message.payload;
  }

  /** @returns {string} which it is of those from its sender to its recipient */
  get id() {
    return this.data.id ?? this.reference;
  }

  /** @returns {string} the hash of its signature, by which answers name what they answer */
  get reference() {
    return referenceOf(this.signature);
  }

  /** @param {Uint8Array} publicKey @returns {boolean} true if that key signed it, in either form */
  isSignedBy(publicKey) {
    if (this.signature === undefined) return false;
    const { signature } = this;
    return [canonical(this.data), memberOf(this.text, 'data')].some((text) => verifies(signature, text, publicKey));
  }
}

/** @param {string | undefined} signature @returns {string} */
export function referenceOf(signature) {
  return hex(createHash('sha256').update(unhex(signature, 64)).digest());
}

/**
 * The text of a member of a JSON object, byte for byte as it came.
 *
 * @param {string} text of an object that is well formed
 * @param {string} name
 * @returns {string}
 */
export function memberOf(text, name) {
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g);
  let depth = 0;
  let start = -1;
  let last = '';
  for (const { 0: token, index } of tokens) {
    const isOuter = depth === 1;
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (isOuter && token === ':' && last === name) start = index + 1;
    if (isOuter && start >= 0 && (token === ',' || token === '}')) return text.slice(start, index).trim();
    if (token.startsWith('"')) last = JSON.parse(token);
  }
  throw new Error(`there is no ${name} in ${text}`);
}
