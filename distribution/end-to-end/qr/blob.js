/** What the ends of a connection say to each other: sealed by HPKE (RFC 9180) between their connection keys. */
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';

import { b64, fields, unb64, uuid } from './bytes.js';

/** @typedef {import('../relay/keys.js').Agreement} Agreement */

/**
 * @typedef {{ from: string, to: string, packetID: string }} Address pair ids of who says it and who is to read it
 */

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});
/** The size of an encapsulated key. */
const ENC = 32;

/** @param {Address} address @returns {ArrayBuffer} */
function info({ from, to }) {
  return plain(fields('handfast/qr-connection/blob/v1', Buffer.from(from, 'hex'), Buffer.from(to, 'hex')));
}

/** @param {Address} address @returns {ArrayBuffer} */
function aad({ packetID }) {
  return plain(fields(uuid(packetID)));
}

/**
 * @param {Agreement} own
 * @param {Uint8Array} peer its X25519 key
 * @param {Address} address
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} [ephemeral] what the ephemeral key is derived from, where it is to be the same each time
 * @returns {Promise<string>} the blob
 */
export async function seal(own, peer, address, plaintext, ephemeral) {
  const context = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(plain(peer)),
    senderKey: await keyPair(own),
    info: info(address),
    ...(ephemeral && { ekm: await suite.kem.deriveKeyPair(plain(ephemeral)) }),
  });
  const ciphertext = await context.seal(plain(plaintext), aad(address));
  return b64(Buffer.concat([Buffer.from(context.enc), Buffer.from(ciphertext)]));
}

/**
 * @param {Agreement} own
 * @param {Uint8Array} peer its X25519 key
 * @param {Address} address
 * @param {string} blob
 * @returns {Promise<Buffer>} the plaintext
 * @throws {Error} if the peer did not seal it so
 */
export async function open(own, peer, address, blob) {
  const bytes = unb64(blob);
  const context = await suite.createRecipientContext({
    recipientKey: await keyPair(own),
    senderPublicKey: await suite.kem.deserializePublicKey(plain(peer)),
    enc: plain(bytes.subarray(0, ENC)),
    info: info(address),
  });
  return Buffer.from(await context.open(plain(bytes.subarray(ENC)), aad(address)));
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
