/** What one says to one: sealed by HPKE (RFC 9180, mode_auth) between their identity keys. */
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';

import { b64u, fields, u64, unb64u } from '../qr/bytes.js';

/** @typedef {import('../relay/keys.js').Agreement} Agreement */
/** @typedef {import('./identity.js').Identity} Identity */
/** @typedef {import('./identity.js').Party} Party */
/** @typedef {import('./tools.js').Where} Where */

/** @typedef {'step3' | 'step4' | 'step5' | 'session_key'} Step */

/**
 * What a box is for. Only a session key has an epoch.
 *
 * @typedef {Where & { step: Step, epoch?: number }} Purpose
 */

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});
/** The size of an encapsulated key. */
const ENC = 32;

/** @param {Purpose} purpose @param {string} sender @param {string} recipient @returns {Buffer} */
export function infoOf({ hubId, room, step, epoch }, sender, recipient) {
  if ((epoch !== undefined) !== (step === 'session_key')) throw new Error(`${step} with epoch ${epoch}`);
  const last = epoch === undefined ? [] : [u64(epoch)];
  return fields('handfast/chat-join/v1', hubId, room, step, sender, recipient, ...last);
}

/**
 * @param {Identity} own
 * @param {Party} peer
 * @param {Purpose} purpose
 * @param {unknown} content
 * @param {Uint8Array} ephemeral 32 bytes that the ephemeral key is derived from
 * @returns {Promise<string>} the box
 */
export async function seal(own, peer, purpose, content, ephemeral) {
  const info = infoOf(purpose, own.id, peer.id);
  return b64u(await sealed(own.agreement, peer.publicKey, info, Buffer.from(JSON.stringify(content)), ephemeral));
}

/** @param {Identity} own @param {Party} peer @param {Purpose} purpose @param {unknown} box @returns {Promise<Buffer>} @throws {Error} if the peer did not seal it so */
export async function open(own, peer, purpose, box) {
  return opened(own.agreement, peer.publicKey, infoOf(purpose, peer.id, own.id), unb64u(box));
}

/**
 * @param {Agreement} own
 * @param {Uint8Array} peer
 * @param {Uint8Array} info
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} ephemeral
 * @returns {Promise<Buffer>} enc ‖ ciphertext
 */
export async function sealed(own, peer, info, plaintext, ephemeral) {
  const context = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(plain(peer)),
    senderKey: await keyPair(own),
    info: plain(info),
    ekm: await suite.kem.deriveKeyPair(plain(ephemeral)),
  });
  const ciphertext = await context.seal(plain(plaintext));
  return Buffer.concat([Buffer.from(context.enc), Buffer.from(ciphertext)]);
}

/** @param {Agreement} own @param {Uint8Array} peer @param {Uint8Array} info @param {Uint8Array} box @returns {Promise<Buffer>} */
export async function opened(own, peer, info, box) {
  const context = await suite.createRecipientContext({
    recipientKey: await keyPair(own),
    senderPublicKey: await suite.kem.deserializePublicKey(plain(peer)),
    enc: plain(box.subarray(0, ENC)),
    info: plain(info),
  });
  return Buffer.from(await context.open(plain(box.subarray(ENC))));
}

/** @param {Uint8Array} ephemeral @returns {Promise<Buffer>} the private key that is derived from it */
export async function ephemeralKey(ephemeral) {
  const { privateKey } = await suite.kem.deriveKeyPair(plain(ephemeral));
  return Buffer.from(await suite.kem.serializePrivateKey(privateKey));
}

/** @param {Agreement} own @returns {Promise<CryptoKeyPair>} */
async function keyPair({ privateKey, publicKey }) {
  return {
    privateKey: await suite.kem.deserializePrivateKey(plain(privateKey)),
    publicKey: await suite.kem.deserializePublicKey(plain(publicKey)),
  };
}

/** @param {Uint8Array} bytes @returns {ArrayBuffer} of its own */
function plain(bytes) {
  return Uint8Array.from(bytes).buffer;
}
