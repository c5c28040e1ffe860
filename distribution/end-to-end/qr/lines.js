/** The lines that are shown as QR codes, or pasted with check characters behind them. */
import { createHash } from 'node:crypto';

import { base32, u64, unbase32 } from './bytes.js';
import { pairId } from './keys.js';

/** @typedef {import('./keys.js').End} End */
/** @typedef {End & { extra: Buffer, host: string }} Shown what a K line says; `extra` is the commitment or the nonce */

/**
 * What the hub answered to `initiate`, and what opens the commitment.
 *
 * @typedef {{ signature: Uint8Array, expires: number, senderID: string, recipientID: string, nonce: Uint8Array }} Invitation
 */

const LONGEST = 512;
const VERSION = 1;
const COMMIT = 32;
const NONCE = 16;

/** @param {End} end @param {Uint8Array} extra its commitment, or its nonce if it answers @param {string} host of the hub @returns {string} */
export function keyLine({ key, pairKey }, extra, host) {
  const bytes = Buffer.concat([Buffer.from([VERSION]), key, pairKey, extra]);
  return `HANDFAST:1:K:${base32(bytes)}:${host.toUpperCase()}`;
}

/** @param {string} line @param {'first' | 'second'} which of the two is expected @returns {Shown} */
export function readKeyLine(line, which) {
  const size = which === 'first' ? COMMIT : NONCE;
  const [, digits, host = ''] = taken(line, /^HANDFAST:1:K:([^:]*):(.+)$/);
  const bytes = unbase32(digits);
  if (bytes.length !== 65 + size || bytes[0] !== VERSION) throw new Error('this is not the key line that is expected');
  const [key, pairKey, extra] = [bytes.subarray(1, 33), bytes.subarray(33, 65), bytes.subarray(65)];
  return { id: pairId(pairKey), key, pairKey, extra, host: host.toLowerCase() };
}

/** @param {Invitation} invitation @returns {string} */
export function signatureLine({ signature, expires, senderID, recipientID, nonce }) {
  const ids = [senderID, recipientID].map((id) => Buffer.from(id, 'hex'));
  return `HANDFAST:1:S:${base32(Buffer.concat([signature, u64(expires), ...ids, nonce]))}`;
}

/** @param {string} line @returns {Invitation} */
export function readSignatureLine(line) {
  const [, digits] = taken(line, /^HANDFAST:1:S:([^:]*)$/);
  const bytes = unbase32(digits);
  if (bytes.length !== 64 + 8 + 20 + 20 + NONCE) throw new Error('this is not a whole signature line');
  return {
    signature: bytes.subarray(0, 64),
    expires: Number(bytes.readBigUInt64BE(64)),
    senderID: bytes.subarray(72, 92).toString('hex'),
    recipientID: bytes.subarray(92, 112).toString('hex'),
    nonce: bytes.subarray(112),
  };
}

/** @param {string} line @returns {string} to be pasted */
export function withCheck(line) {
  return `${line}-${check(line)}`;
}

/** @param {string} pasted @returns {string} the line, if it is whole */
export function checked(pasted) {
  const line = pasted.slice(0, -5);
  if (pasted !== withCheck(line))
    throw new Error('the check characters are wrong: part of the line is missing or damaged');
  return line;
}

/** @param {string} line @returns {string} */
function check(line) {
  return base32(createHash('sha256').update(line).digest()).slice(0, 4);
}

/** @param {string} line @param {RegExp} form @returns {RegExpExecArray} */
function taken(line, form) {
  const found = line.length > LONGEST ? null : form.exec(line);
  if (found === null) throw new Error(`this is not a line that is expected: ${line.slice(0, 20)}`);
  return found;
}
