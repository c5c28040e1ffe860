/** Who somebody is in a chat: the hash of an X25519 key. Anyone may hand over such a key, as the hash says whose it is. */
import { createHash } from 'node:crypto';

import { b64u, base32, unb64u } from '../qr/bytes.js';
import { Agreement } from '../relay/keys.js';

export const PROTOCOL = 'chat-join';

const IDENTITY = /^[a-z2-7]{51}[aq]$/;

/** @typedef {{ id: string, publicKey: Uint8Array }} Party */

/** @param {Uint8Array} publicKey @returns {string} 52 characters */
export function identityOf(publicKey) {
  return base32(createHash('sha256').update(publicKey).digest()).toLowerCase();
}

/** @param {unknown} text @returns {string} the same @throws {Error} if it is no identity */
export function checkedIdentity(text) {
  if (typeof text !== 'string' || !IDENTITY.test(text)) throw new Error(`${JSON.stringify(text)} is no identity`);
  return text;
}

/** @param {unknown} id @param {unknown} key as it travels @returns {Party} @throws {Error} unless the one is the hash of the other */
export function checkedParty(id, key) {
  const publicKey = unb64u(key, 32);
  if (identityOf(publicKey) !== checkedIdentity(id)) throw new Error(`that is not the key of ${id}`);
  return { id: /** @type {string} */ (id), publicKey };
}

/** One's own. */
export class Identity {
  /** @param {Agreement} [agreement] */
  constructor(agreement = new Agreement()) {
    this.agreement = agreement;
    this.id = identityOf(agreement.publicKey);
  }

  get publicKey() {
    return this.agreement.publicKey;
  }

  /** @param {string} [name] @returns {string} what is handed over to be trusted */
  line(name = '') {
    return `chat:${this.id}:${b64u(this.publicKey)}:${encodeURIComponent(name)}`;
  }
}

/** Whom somebody trusts, and by which key and name. */
export class Trust {
  /** @type {Map<string, Party & { name: string }>} */
  #parties = new Map();

  /** @param {...string} lines */
  constructor(...lines) {
    for (const line of lines) this.add(line);
  }

  /** @param {string} line */
  add(line) {
    const [, id, key, name = ''] = /^chat:([^:]*):([^:]*):([^:]*)$/.exec(line) ?? [];
    const party = { ...checkedParty(id, key), name: decodeURIComponent(name) };
    this.#parties.set(party.id, party);
  }

  /** @param {string} id */
  remove(id) {
    this.#parties.delete(id);
  }

  /** @param {string} id @returns {(Party & { name: string }) | undefined} */
  find(id) {
    return this.#parties.get(id);
  }
}
