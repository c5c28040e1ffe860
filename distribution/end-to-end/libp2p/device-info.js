/** What a device tells of itself. */
import { publicKeyToProtobuf } from '@libp2p/crypto/keys';
import { blake3 } from '@noble/hashes/blake3.js';

/**
 * @typedef {object} DeviceInfo
 * @property {Buffer} device_id 16 bytes
 * @property {string} device_name
 * @property {string | { Other: string }} device_type
 * @property {string} os_version
 * @property {string} app_version
 * @property {{ peer_id: string, public_key_hash: string }} network_fingerprint
 * @property {string} last_seen
 */

/** @typedef {import('@libp2p/interface').PeerId} PeerId */

/** @param {PeerId} peer @returns {Buffer} its key as libp2p's protobuf */
export function publicKeyOf({ publicKey }) {
  if (publicKey === undefined || publicKey.type !== 'Ed25519') throw new Error('the peer’s key is not Ed25519');
  return Buffer.from(publicKeyToProtobuf(publicKey));
}

/** @param {PeerId} peer @returns {Buffer} its key's 32 bytes */
export function rawKeyOf(peer) {
  return publicKeyOf(peer).subarray(4);
}

/** @param {PeerId} peer */
export function fingerprintOf(peer) {
  const hash = Buffer.from(blake3(publicKeyOf(peer)).subarray(0, 16)).toString('hex');
  return { peer_id: peer.toString(), public_key_hash: hash };
}

/** @param {DeviceInfo} info @param {PeerId} peer who sent it @throws {Error} if it is somebody else's */
export function requireOf({ network_fingerprint: told }, peer) {
  const { peer_id, public_key_hash } = fingerprintOf(peer);
  if (told.peer_id !== peer_id || told.public_key_hash !== public_key_hash) {
    throw new Error(`the device’s information is that of ${told.peer_id}, and it comes from ${peer_id}`);
  }
}
