/**
 * A device that pairs by challenge and response over libp2p: js-libp2p below, and above it the
 * [wire's page](../../../api-spec/protocols/challenge-response.md) alone.
 */
import { randomBytes } from 'node:crypto';

import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { multiaddr } from '@multiformats/multiaddr';

import { fingerprintOf, publicKeyOf, rawKeyOf } from './device-info.js';
import { ask, serve } from './exchange.js';
import { decode, encode } from './messages.js';
import { start } from './node.js';
import * as records from './records.js';

/**
 * @typedef {import('./code.js').Code} Code
 * @typedef {import('./messages.js').Message} Message
 * @typedef {import('./paired.js').Paired} Paired
 * @typedef {import('@libp2p/interface').Connection} Connection
 * @typedef {import('@libp2p/interface').PeerId} PeerId
 */

export const PAIRING = '/spacedrive/pairing/1.0.0';
export const DEVICE = '/spacedrive/device/1.0.0';

/** @param {Uint8Array} master @returns {Uint8Array} the seed of a device's Ed25519 key */
export function identitySeed(master) {
  return hkdf(sha256, master, undefined, Buffer.from('spacedrive-network-identity'), 32);
}

export class Peer {
  /** @type {Map<string, Paired>} */
  #paired = new Map();
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {import('./node.js').Node} node @param {string} name */
  constructor(node, name) {
    this.node = node;
    this.name = name;
    this.deviceId = randomBytes(16);
  }

  /**
   * @param {{ name?: string, master?: Uint8Array } & Omit<import('./node.js').NodeOptions, 'seed'>} [options]
   * @returns {Promise<Peer>} running
   */
  static async start({ name = 'A peer in JavaScript', master = randomBytes(32), ...options } = {}) {
    const peer = new Peer(await start({ ...options, seed: identitySeed(master) }), name);
    await peer.node.handle(DEVICE, (stream, { remotePeer }) =>
      serve(stream, async (bytes) => {
        const paired = peer.#paired.get(remotePeer.toString());
        if (paired === undefined) throw new Error(`nobody is paired with ${remotePeer}`);
        paired.receive(decode(bytes));
        return Buffer.alloc(0);
      }),
    );
    for (const event of ['peer:discovery', 'peer:identify', 'connection:close']) {
      peer.node.addEventListener(/** @type {any} */ (event), () => peer.#wake());
    }
    return peer;
  }

  get id() {
    return this.node.peerId;
  }

  /** Its key as libp2p writes it. */
  get publicKey() {
    return publicKeyOf(this.id);
  }

  /** The 32 bytes of its key. */
  get rawKey() {
    return rawKeyOf(this.id);
  }

  /** Where it can be reached, with `/p2p/`. */
  get addresses() {
    return this.node.getMultiaddrs().map(String);
  }

  /** @returns {import('./device-info.js').DeviceInfo} */
  get info() {
    return {
      device_id: this.deviceId,
      device_name: this.name,
      device_type: 'Laptop',
      os_version: 'node',
      app_version: '0.1.0',
      network_fingerprint: fingerprintOf(this.id),
      last_seen: new Date().toISOString(),
    };
  }

  /** @param {Uint8Array} bytes @returns {Promise<Buffer>} */
  async sign(bytes) {
    const { privateKey } = /** @type {any} */ (this.node).components;
    return Buffer.from(await privateKey.sign(bytes));
  }

  /** @param {string | PeerId} where an address, or who it is if that is known @returns {Promise<Connection>} */
  dial(where) {
    return this.node.dial(typeof where === 'string' ? multiaddr(where) : where);
  }

  /** @param {Connection} connection @param {Message} message @returns {Promise<Message>} */
  async ask(connection, message) {
    const answer = await ask(await connection.newStream(PAIRING), encode(message));
    if (answer.length === 0) throw new Error(`${message.type} was answered with nothing`);
    return decode(answer);
  }

  /** Sends to whom it is paired with, and is told that it came. @param {Paired} paired @param {Message} message */
  async tell(paired, message) {
    const connection = await this.dial(paired.peer);
    const answer = await ask(await connection.newStream(DEVICE), encode(message));
    if (answer.length > 0) throw new Error(`a message was answered with ${answer.length} bytes`);
  }

  /** @param {Paired} paired */
  remember(paired) {
    this.#paired.set(paired.peer.toString(), paired);
    this.#wake();
  }

  /** Waits to be paired. @returns {Promise<Paired>} with whom it was paired last */
  paired() {
    return this.until(() => [...this.#paired.values()].at(-1));
  }

  /** Publishes where it is under a code. @param {Code} code @param {number} [seconds] */
  async publish(code, seconds = 300) {
    const now = Date.now();
    const { device_id, ...info } = this.info;
    const record = {
      peer_id: this.id.toString(),
      addresses: this.node.getMultiaddrs().map((address) => address.decapsulate('/p2p').toString()),
      device_info: { device_id: hyphenated(randomBytes(16)), ...info, device_name: 'A device' },
      expires_at: new Date(now + seconds * 1_000).toISOString(),
      created_at: new Date(now).toISOString(),
    };
    await this.put(records.keyOf(code), records.write(code, record));
  }

  /** @param {Code} code @returns {Promise<import('./records.js').Found>} what was published under it */
  async find(code) {
    return records.read(await this.get(records.keyOf(code)));
  }

  /** @param {Uint8Array} key @param {Uint8Array} value @returns {Promise<PeerId[]>} who has taken it */
  async put(key, value) {
    const taken = [];
    for await (const event of this.node.services.dht.put(key, value)) {
      if (event.name === 'PEER_RESPONSE' && event.messageName === 'PUT_VALUE') taken.push(event.from);
    }
    return taken;
  }

  /** @param {Uint8Array} key @returns {Promise<Uint8Array>} the best of what is kept under it */
  async get(key) {
    for await (const event of this.node.services.dht.get(key)) {
      if (event.name === 'VALUE') return event.value;
    }
    throw new Error(`nobody has a record under ${Buffer.from(key)}`);
  }

  /** Waits until somebody is among those that Kademlia asks. @param {string} id @returns {Promise<void>} */
  async knows(id) {
    const { routingTable } = this.node.services.dht;
    routingTable.addEventListener('peer:add', () => this.#wake());
    await this.until(async () => ((await routingTable.find(this.peerId(id))) !== undefined ? true : undefined));
  }

  /** Waits to hear of somebody by multicast DNS. @param {string} id @returns {Promise<PeerId>} */
  near(id) {
    return this.until(async () => (await this.node.peerStore.all()).find((peer) => peer.id.toString() === id)?.id);
  }

  /** @param {string} id @returns {PeerId} of somebody it has heard of */
  peerId(id) {
    const found = this.node.getPeers().find((peer) => peer.toString() === id);
    if (found === undefined) throw new Error(`${id} is not connected`);
    return found;
  }

  /**
   * Waits for something to become true: looked at first, and again whenever something happens to it.
   *
   * @template T
   * @param {() => T | undefined | Promise<T | undefined>} look
   * @returns {Promise<T>}
   */
  async until(look) {
    for (;;) {
      const happens = new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
      const found = await look();
      if (found !== undefined) return found;
      await happens;
    }
  }

  async stop() {
    await this.node.stop();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** @param {Buffer} uuid */
function hyphenated(uuid) {
  return uuid.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
