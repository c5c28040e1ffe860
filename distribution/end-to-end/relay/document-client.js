/**
 * A client of the original program, or one that somebody wrote who has read the document alone: no ids, no times, no nonces,
 * nothing confirmed and nothing acknowledged. It sends the key that it registered, and does not look at who signs.
 */
import { signed, stringified } from './frames.js';
import { register } from './http.js';
import { unhex, User } from './keys.js';
import { Socket } from './socket.js';

/** @typedef {import('./frames.js').Frame} Frame */

export class DocumentClient {
  code = '';
  /** @type {Socket[]} all of its sockets, the oldest first */
  sockets = [];

  /**
   * @param {import('./http.js').Place} place
   * @param {{ path?: string, form?: import('./frames.js').Form, user?: User }} [how]
   */
  constructor(place, { path = '/ws-chat', form = stringified, user = new User() } = {}) {
    this.place = place;
    this.path = path;
    this.form = form;
    this.user = user;
  }

  /** @param {import('./http.js').Place} place @param {ConstructorParameters<typeof DocumentClient>[1]} [how] */
  static async connected(place, how) {
    const client = new DocumentClient(place, how);
    await client.register();
    await client.connect();
    return client;
  }

  /** The newest. */
  get socket() {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('the client is not connected');
    return socket;
  }

  async register() {
    const { status, text, body } = await register(this.place, this.user.registration);
    if (status !== 200) throw new Error(`the relay refused to register: ${status} ${text}`);
    this.code = body.code;
    return body;
  }

  /** @returns {string} the envelope that it connects with, each time the same */
  get greeting() {
    return signed(this.user, { sender: this.code, message: { type: 'connect' } }, this.form);
  }

  /** Connects once more, and keeps the sockets that it has. @returns {Promise<Socket>} */
  async connect() {
    const socket = await Socket.open(this.place, this.path);
    this.sockets.push(socket);
    socket.send(this.greeting);
    const { data } = await socket.expect('connect_ack');
    if (data.sender !== 'server' || data.recipient !== this.code) throw new Error('that is not for this client');
    return socket;
  }

  /** @param {string} recipient @param {{ type: string, payload?: any }} message @returns {string} the envelope */
  send(recipient, message) {
    const text = signed(this.user, { sender: this.code, recipient, message }, this.form);
    this.socket.send(text);
    return text;
  }

  /** @param {string} recipient @param {'key_exchange' | 'key_exchange_ack'} [type] @returns {string} the envelope */
  sendKey(recipient, type = 'key_exchange') {
    return this.send(recipient, { type, payload: { ecdh_public_key: this.user.registration.ecdh_public_key } });
  }

  /** @param {Frame} frame with the other's key @returns {string} what both can compute */
  secretWith({ payload }) {
    return this.user.agreement.with(unhex(payload.ecdh_public_key, 32)).toString('hex');
  }

  async close() {
    await Promise.all(this.sockets.splice(0).map((socket) => socket.close()));
  }
}
