/**
 * Makes the vectors of the page, from keys and randomness that are written here: `node chat/vectors.js` writes the file anew.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ed25519 } from '@noble/curves/ed25519.js';

import { Agreement, hex } from '../relay/keys.js';
import { ephemeralKey, infoOf, seal } from './boxes.js';
import * as broadcasts from './broadcasts.js';
import { Identity } from './identity.js';
import { prove, proveInfo } from './proof.js';
import { committed, sessionKey, step3, step4, step5 } from './steps.js';
import { compare } from './voucher.js';

/** @typedef {import('./boxes.js').Purpose} Purpose */

const FILE = new URL('../../../api-spec/protocols/chat-join-vectors.json', import.meta.url);

/** @param {number} byte @param {number} [size] @returns {Buffer} */
function fill(byte, size = 32) {
  return Buffer.alloc(size, byte);
}

/** @param {Identity} own @param {string} name @returns {Record<string, string>} */
function written(own, name) {
  const { id, publicKey, agreement } = own;
  return { privateKey: hex(agreement.privateKey), publicKey: hex(publicKey), identity: id, line: own.line(name) };
}

/** @returns {Promise<Record<string, any>>} */
export async function vectors() {
  const signing = fill(0x48);
  const hub = { signing: Buffer.from(ed25519.getPublicKey(signing)), agreement: new Agreement(fill(0x49)) };
  const where = { hubId: createHash('sha256').update(hub.signing).digest('hex'), room: 'garden-4' };
  const [member, newcomer, third] = [0xa1, 0xb1, 0xc1].map((byte) => new Identity(new Agreement(fill(byte))));
  if (member === undefined || newcomer === undefined || third === undefined) throw new Error('three are needed');

  /**
   * @param {Identity} from
   * @param {Identity} to
   * @param {Omit<Purpose, 'hubId' | 'room'>} what
   * @param {Record<string, unknown>} content
   * @param {Buffer} ephemeral
   */
  async function boxed(from, to, what, content, ephemeral) {
    const purpose = { ...where, ...what };
    return {
      from: from.id,
      to: to.id,
      info: hex(infoOf(purpose, from.id, to.id)),
      plaintext: JSON.stringify(content),
      ephemeralIkm: hex(ephemeral),
      ephemeralPrivate: hex(await ephemeralKey(ephemeral)),
      box: await seal(from, to, purpose, content, ephemeral),
    };
  }

  const [n, nonce, sasNonce] = [fill(0xa2, 16), fill(0xb2), fill(0xa3)];
  const commit = committed(member, sasNonce);
  const given = {
    sessionKey: fill(0xe1),
    epoch: 1,
    members: [member.id, newcomer.id],
    parties: new Map([member, newcomer].map((own) => [own.id, own])),
  };
  const {
    words,
    symbols,
    hash: h,
  } = compare(
    { id: member.id, publicKey: member.publicKey, nonce: sasNonce },
    { id: newcomer.id, publicKey: newcomer.publicKey, nonce },
    commit,
    where.hubId,
  );
  const members = [member.id, newcomer.id, third.id];
  const proven = { ephemeral: fill(0x4a), nonce: fill(0x4b) };
  return {
    hub: {
      privateKey: hex(signing),
      publicKey: hex(hub.signing),
      id: where.hubId,
      x25519Private: hex(hub.agreement.privateKey),
      x25519: hex(hub.agreement.publicKey),
    },
    room: where.room,
    member: written(member, 'Ada'),
    newcomer: written(newcomer, 'Bob & Zoë: 100%'),
    third: written(third, ''),
    prove: {
      info: hex(proveInfo(where, newcomer.id)),
      nonce: hex(proven.nonce),
      ephemeralIkm: hex(proven.ephemeral),
      ephemeralPrivate: hex(await ephemeralKey(proven.ephemeral)),
      sealed: await prove(hub.agreement, where, newcomer, proven.nonce, proven.ephemeral),
    },
    commit: hex(commit),
    sasNonce: hex(sasNonce),
    n: hex(n),
    nonce: hex(nonce),
    sessionKey: hex(given.sessionKey),
    step3: await boxed(member, newcomer, { step: 'step3' }, step3(member.id, n, commit), fill(0xa4)),
    step4: await boxed(newcomer, member, { step: 'step4' }, step4(nonce, n), fill(0xb4)),
    step5: await boxed(member, newcomer, { step: 'step5' }, step5(nonce, given, sasNonce), fill(0xa5)),
    compared: { words, symbols: symbols.map((symbol) => symbol.replace(/^\S+ /, '')), hash: hex(h) },
    rekey: {
      epoch: 7,
      members,
      ...(await boxed(
        member,
        third,
        { step: 'session_key', epoch: 7 },
        sessionKey(fill(0xe7), 7, members),
        fill(0xa6),
      )),
    },
    broadcasts: [
      broadcast(fill(0xe1), { room: where.room, epoch: 1, seq: 1, from: newcomer.id }, fill(0xb7, 12), {
        type: 'hello_i_am',
        name: 'Bob & Zoë: 100%',
        identity: newcomer.id,
        public_key: newcomer.line().split(':')[2],
      }),
      broadcast(fill(0xe7), { room: where.room, epoch: 7, seq: 2 ** 30, from: member.id }, fill(0xa7, 12), {
        type: 'chat',
        text: 'Grüße an alle 👋',
        at: 1_800_000_000,
      }),
    ],
  };
}

/** @param {Buffer} key @param {import('./broadcasts.js').Place} place @param {Buffer} nonce @param {unknown} content */
function broadcast(key, place, nonce, content) {
  const { epoch, seq, from } = place;
  return {
    sessionKey: hex(key),
    epoch,
    seq,
    from,
    info: hex(broadcasts.keyInfo(place)),
    key: hex(broadcasts.keyOf(key, place)),
    aad: hex(broadcasts.aadOf(place)),
    nonce: hex(nonce),
    plaintext: JSON.stringify(content),
    box: broadcasts.seal(key, place, content, nonce),
  };
}

/** @returns {Promise<string>} as they are written in the file */
export async function vectorsText() {
  return `${JSON.stringify(await vectors(), undefined, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, await vectorsText());
