/** What is in the boxes that one sends to one. Whatever is not exactly as it should be is refused. */
import { timingSafeEqual } from 'node:crypto';

import { b64u, unb64u } from '../qr/bytes.js';
import { commitment } from '../parts/comparison.js';
import { checkedIdentity, checkedParty, PROTOCOL } from './identity.js';
import { readObject } from './json.js';

/** @typedef {import('./identity.js').Party} Party */

/**
 * What a newcomer is given.
 *
 * @typedef {{ sessionKey: Buffer, epoch: number, members: string[], parties: Map<string, Party>, sasNonce: Buffer | undefined }} Given
 */

export const LARGEST_ROOM = 500;
const N = 16;
const KEY = 32;

/** @param {Uint8Array} text @param {string} type @returns {Record<string, any>} */
function content(text, type) {
  const object = readObject(text);
  if (object.type !== type) throw new Error(`expected ${type}, not ${JSON.stringify(object.type)}`);
  return object;
}

/** @param {unknown} text @param {Uint8Array} expected @param {string} what */
function same(text, expected, what) {
  if (!timingSafeEqual(unb64u(text, expected.length), expected)) throw new Error(`that is another ${what}`);
}

/** @param {unknown} epoch @returns {number} */
export function checkedEpoch(epoch) {
  if (!Number.isSafeInteger(epoch) || Number(epoch) < 1) throw new Error(`${JSON.stringify(epoch)} is no epoch`);
  return Number(epoch);
}

/** @param {unknown} members @param {...string} included @returns {string[]} */
export function checkedMembers(members, ...included) {
  if (!Array.isArray(members) || members.length > LARGEST_ROOM) throw new Error('that is no list of members');
  const ids = members.map(checkedIdentity);
  if (new Set(ids).size !== ids.length) throw new Error('a member is there twice');
  for (const id of included) if (!ids.includes(id)) throw new Error(`${id} is not among the members`);
  return ids;
}

/** @param {Party} member @param {Uint8Array} nonce @returns {Buffer} what binds the member to its nonce before it sees the other's */
export function committed({ id, publicKey }, nonce) {
  return commitment(PROTOCOL, { id, key: publicKey, nonce });
}

/** @param {string} id @param {Uint8Array} n @param {Uint8Array} [commit] */
export function step3(id, n, commit) {
  return { type: 'identity', identity: id, n: b64u(n), ...(commit && { commit: b64u(commit) }) };
}

/** @param {Uint8Array} text @param {string} sender @returns {{ n: Buffer, commit: Buffer | undefined }} */
export function readStep3(text, sender) {
  const { identity, n, commit } = content(text, 'identity');
  if (identity !== sender) throw new Error(`${sender} says that it is ${JSON.stringify(identity)}`);
  return { n: unb64u(n, N), commit: commit === undefined ? undefined : unb64u(commit, KEY) };
}

/** @param {Uint8Array} nonce @param {Uint8Array} n */
export function step4(nonce, n) {
  return { type: 'challenge', nonce: b64u(nonce), n: b64u(n) };
}

/** @param {Uint8Array} text @param {Uint8Array} n of step 3 @returns {Buffer} the nonce */
export function readStep4(text, n) {
  const challenge = content(text, 'challenge');
  same(challenge.n, n, 'n');
  return unb64u(challenge.nonce, KEY);
}

/**
 * @param {Uint8Array} nonce
 * @param {{ sessionKey: Uint8Array, epoch: number, members: readonly string[], parties: ReadonlyMap<string, Party> }} given
 * @param {Uint8Array} [sasNonce]
 */
export function step5(nonce, { sessionKey, epoch, members, parties }, sasNonce) {
  const keys = members.map((id) => parties.get(id)).map((party) => (party ? b64u(party.publicKey) : null));
  const more = sasNonce && { sas_nonce: b64u(sasNonce) };
  return { type: 'response', nonce: b64u(nonce), session_key: b64u(sessionKey), epoch, members, keys, ...more };
}

/**
 * @param {Uint8Array} text
 * @param {{ nonce: Uint8Array, member: Party, newcomer: Party, commit: Buffer | undefined }} meeting
 * @returns {Given}
 */
export function readStep5(text, { nonce, member, newcomer, commit }) {
  const { keys, ...response } = content(text, 'response');
  same(response.nonce, nonce, 'nonce');
  const members = checkedMembers(response.members, member.id, newcomer.id);
  const sasNonce = response.sas_nonce === undefined ? undefined : unb64u(response.sas_nonce, KEY);
  if (commit !== undefined) {
    if (sasNonce === undefined) throw new Error('the member committed, and does not say to what');
    if (!committed(member, sasNonce).equals(commit)) throw new Error('the member committed to something else');
  }
  return {
    sessionKey: unb64u(response.session_key, KEY),
    epoch: checkedEpoch(response.epoch),
    members,
    parties: checkedKeys(members, keys),
    sasNonce,
  };
}

/** @param {readonly string[]} members @param {unknown} keys theirs, null where nobody has it @returns {Map<string, Party>} */
export function checkedKeys(members, keys) {
  if (!Array.isArray(keys) || keys.length !== members.length) throw new Error('there is not a key for each member');
  const known = members.flatMap((id, i) => (keys[i] === null ? [] : [checkedParty(id, keys[i])]));
  return new Map(known.map((party) => [party.id, party]));
}

/** @param {Uint8Array} key @param {number} epoch @param {readonly string[]} members */
export function sessionKey(key, epoch, members) {
  return { type: 'session_key', session_key: b64u(key), epoch, members };
}

/** @param {Uint8Array} text @param {number} epoch @returns {{ key: Buffer, members: string[] }} */
export function readSessionKey(text, epoch) {
  const { session_key: key, epoch: named, members } = content(text, 'session_key');
  if (named !== epoch) throw new Error(`it is of epoch ${JSON.stringify(named)}, not ${epoch}`);
  return { key: unb64u(key, KEY), members: checkedMembers(members) };
}
