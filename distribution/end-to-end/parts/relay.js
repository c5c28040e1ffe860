/** The relay of a hub: its users, and what the administrator sees of them. */
import { Client } from '../relay/client.js';
import { DocumentClient } from '../relay/document-client.js';
import { signed } from '../relay/frames.js';
import { Closed, Socket } from '../relay/socket.js';

/** @typedef {import('./hub.js').Hub} Hub */
/** @typedef {import('../relay/http.js').Place} Place */
/** @typedef {{ code: string }} Coded */
/** @typedef {{ code: string, user: import('../relay/keys.js').User, socket: Socket }} Connected a client of either kind */

export const PROTOCOL = 'relay-key-exchange';
/** A code like any other, that nobody has. */
export const NOBODY = 'N0B0DY0';

let addresses = 0;

/** @returns {string} an address of this machine that no hub has seen: limits count by it */
export function anotherAddress() {
  addresses++;
  return `127.1.${addresses >> 8}.${addresses & 0xff}`;
}

export class Relay {
  /** @param {Hub} hub @param {number} port */
  constructor(hub, port) {
    this.hub = hub;
    this.port = port;
  }

  /** @param {Hub} hub @returns {Promise<Relay>} */
  static async of(hub) {
    return new Relay(hub, await hub.portOf(PROTOCOL));
  }

  /** @returns {Place} as somebody new sees it, from an address that has asked for nothing yet */
  get place() {
    return { port: this.port, from: anotherAddress() };
  }

  /** @returns {Promise<Client>} that is registered and connected */
  client() {
    return Client.connected(this.place);
  }

  /** @param {ConstructorParameters<typeof DocumentClient>[1]} [how] @returns {Promise<DocumentClient>} likewise */
  documentClient(how) {
    return DocumentClient.connected(this.place, how);
  }

  /** @param {Coded} user @returns {Promise<string>} the id of the device that it is */
  async deviceId({ code }) {
    return (await this.hub.admin.deviceAt(code)).device.id;
  }

  /** @param {Coded} user */
  async block(user) {
    await this.hub.admin.put(`/devices/${await this.deviceId(user)}/suspension`, { reason: 'a test' });
  }

  /** @param {Coded} user */
  async unblock(user) {
    await this.hub.admin.delete(`/devices/${await this.deviceId(user)}/suspension`);
  }

  /** @param {Coded} one @param {Coded} other @returns {Promise<any>} their pairing, unless it has ended */
  async pairing(one, other) {
    const codes = [one.code, other.code].sort().join();
    const { items } = await this.hub.admin.get('/peerings?limit=500');
    return items.find(
      (/** @type {any} */ item) =>
        [item.proposer.address, item.other.address].sort().join() === codes && item.standing !== 'ENDED',
    );
  }

  /** Waits until the hub has the two as paired. @param {Coded} one @param {Coded} other @returns {Promise<any>} */
  paired(one, other) {
    return this.hub.admin.until(async () => {
      const pairing = await this.pairing(one, other);
      return pairing?.standing === 'ESTABLISHED' ? pairing : undefined;
    });
  }

  /** @param {Coded} one @param {Coded} other */
  async revoke(one, other) {
    const [first, second] = [one.code, other.code].sort();
    await this.hub.admin.delete(`/peerings/${PROTOCOL}/${first}/${second}`);
  }
}

/**
 * Tries to connect.
 *
 * @param {{ place: Place, code: string, user: import('../relay/keys.js').User }} client
 * @param {{ fresh?: boolean, hub?: string, nonce?: string, path?: string }} [how] `hub`, `nonce`: other than the relay says
 * @returns {Promise<{ socket: Socket, came: string }>} `connect_ack`, the code of an error, or `closed`
 */
export async function attempt({ place, code, user }, { fresh = false, hub, nonce, path = '/ws' } = {}) {
  const socket = await Socket.open(place, fresh ? `${path}?hello=1` : path);
  const hello = fresh ? (await socket.pick('hello')).payload : undefined;
  const payload = fresh ? { nonce: nonce ?? hello.nonce, hub: hub ?? hello.hub_id } : undefined;
  socket.send(signed(user, { sender: code, message: { type: 'connect', ...(payload && { payload }) } }));
  return { socket, came: await outcome(socket) };
}

/** @param {Socket} socket @returns {Promise<string>} what the relay says next: a type, the code of an error, or `closed` */
export async function outcome(socket) {
  try {
    const frame = await socket.next();
    return frame.type === 'error' ? frame.payload.code : frame.type;
  } catch (error) {
    if (error instanceof Closed) return 'closed';
    throw error;
  }
}

/** @param {import('../relay/keys.js').User} user @param {string} [type] @returns {any} a message with the key that the user registered */
export function keyOf(user, type = 'key_exchange') {
  return { type, payload: { ecdh_public_key: user.registration.ecdh_public_key } };
}

/** Waits until the relay has dealt with everything that was said on a socket. @param {Connected} client */
export async function dealtWith({ user, code, socket }) {
  socket.send(signed(user, { sender: code, recipient: NOBODY, message: keyOf(user) }));
  await socket.pick('error', ({ payload }) => payload.code === 'unknown_recipient');
}
