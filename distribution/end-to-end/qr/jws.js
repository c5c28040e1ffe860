/** Packets of connection management and messages of the hub: JWS of one kind only. */
import { randomBytes } from 'node:crypto';

import { b64u, unb64u } from './bytes.js';
import { verifies } from './keys.js';
import { now } from './request.js';

/** @typedef {import('./keys.js').Signer} Signer */

/** The key id of every hub. */
export const HUB = 'hub';
const TYPE = 'handfast-qr+jws';

/** How far clocks may be apart, in seconds. */
const SKEW = 300;

/** @param {string} kid @returns {Record<string, unknown>} */
export function headerOf(kid) {
  return { alg: 'EdDSA', kid, typ: TYPE };
}

/** @returns {string} an id that was never used */
export function freshJti() {
  return b64u(randomBytes(16));
}

/**
 * @param {Signer} signer
 * @param {unknown} header
 * @param {unknown} payload
 * @returns {string}
 */
export function jws(signer, header, payload) {
  const [first, second] = [header, payload].map((part) =>
    b64u(Buffer.from(typeof part === 'string' ? part : JSON.stringify(part))),
  );
  const input = `${first}.${second}`;
  return `${input}.${b64u(signer.sign(Buffer.from(input)))}`;
}

/** @param {string} text @returns {{ header: any, payload: any }} unverified */
export function parts(text) {
  const [header, payload] = text.split('.', 2).map((part) => JSON.parse(unb64u(part).toString()));
  return { header, payload };
}

/**
 * Reads what the hub says to an account.
 *
 * @param {unknown} text
 * @param {Uint8Array} hubKey
 * @param {string} account
 * @returns {any} the payload
 * @throws {Error} if the hub did not sign it for that account just now
 */
export function fromHub(text, hubKey, account) {
  if (typeof text !== 'string') throw new Error(`expected a JWS, not ${JSON.stringify(text)}`);
  const [first = '', second = '', third = '', ...more] = text.split('.');
  if (more.length > 0 || !verifies(unb64u(third, 64), Buffer.from(`${first}.${second}`), hubKey)) {
    throw new Error(`the hub did not sign ${text}`);
  }
  const { header, payload } = parts(text);
  const { alg, kid, typ, ...others } = header;
  if (alg !== 'EdDSA' || kid !== HUB || typ !== TYPE || Object.keys(others).length > 0) {
    throw new Error(`the header is ${JSON.stringify(header)}`);
  }
  if (payload.aud !== account) throw new Error(`the message is for ${payload.aud}, not ${account}`);
  if (!Number.isSafeInteger(payload.iat) || Math.abs(payload.iat - now()) > SKEW) {
    throw new Error(`the message was signed at ${payload.iat}, and it is ${now()}`);
  }
  unb64u(payload.jti, 16);
  return payload;
}
