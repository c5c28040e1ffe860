/** One TCP connection to a hub, as packets of a revision. */
import { once } from 'node:events';
import { connect } from 'node:net';

import { decode, encode, frame, Unframer } from './wire.js';

/** @typedef {import('./wire.js').Packet} Packet */

/** The hub closed the connection. */
export class Closed extends Error {
  /** @param {string} while_ */
  constructor(while_) {
    super(`the hub closed the connection while ${while_}`);
  }
}

export class Link {
  /** @type {Buffer[]} */
  #payloads = [];
  #unframer = new Unframer();
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {Error | undefined} */
  #fault;

  /** @param {import('node:net').Socket} socket @param {import('./wire.js').Revision} revision */
  constructor(socket, revision) {
    this.socket = socket;
    this.revision = revision;
    this.ended = false;
    /** Where the hub sees this end, as host:port. */
    this.name = `${socket.localAddress}:${socket.localPort}`;
    /** @type {Promise<void>} done once nothing can come any more, in whatever way that came about */
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('data', (chunk) => {
      try {
        this.#payloads.push(...this.#unframer.push(chunk));
      } catch (error) {
        this.#fault = /** @type {Error} */ (error);
      }
      this.#wake();
    });
    // A killed hub resets its connections; that is an end like any other.
    socket.on('error', () => undefined);
    socket.on('end', () => this.#over());
    socket.on('close', () => this.#over());
  }

  /**
   * @param {number} port
   * @param {import('./wire.js').Revision} revision
   * @param {{ host?: string, from?: string }} [where] `from`: an address of this machine, as limits count by it
   * @returns {Promise<Link>}
   */
  static async to(port, revision, { host = '127.0.0.1', from } = {}) {
    const socket = connect({ port, host, localAddress: from, noDelay: true });
    await once(socket, 'connect');
    return new Link(socket, revision);
  }

  /** @param {Packet} packet */
  send(packet) {
    this.sendBytes(frame(encode(packet, this.revision)));
  }

  /** @param {Uint8Array} raw whatever it is */
  sendBytes(raw) {
    this.socket.write(raw);
  }

  /** @param {string} [while_] what one is at @returns {Promise<Packet>} @throws {Closed} */
  async next(while_ = 'something was waited for') {
    for (;;) {
      const payload = this.#payloads.shift();
      if (payload !== undefined) return decode(payload, this.revision);
      if (this.#fault !== undefined) throw this.#fault;
      if (this.ended) throw new Closed(while_);
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
  }

  /**
   * @template {Packet['type']} T
   * @param {T} type
   * @returns {Promise<Extract<Packet, { type: T }>>} the next packet, which must be of the type
   */
  async expect(type) {
    const packet = await this.next(`${type} was waited for`);
    if (packet.type !== type) throw new Error(`expected ${type}, not ${JSON.stringify(packet)}`);
    return /** @type {Extract<Packet, { type: T }>} */ (packet);
  }

  /** @returns {Promise<Packet[]>} what still came before the hub closed the connection */
  async untilClosed() {
    const rest = [];
    try {
      for (;;) rest.push(await this.next());
    } catch (error) {
      if (error instanceof Closed) return rest;
      throw error;
    }
  }

  /** Says that nothing more comes; what the hub has to say is still heard. */
  finish() {
    this.socket.end();
  }

  /** Hangs up. */
  close() {
    this.socket.destroy();
  }

  #over() {
    this.ended = true;
    // What is half open at the hub's side is not of use any more.
    this.socket.end();
    this.#wake();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
