/** One WebSocket to a relay. */
import { once } from 'node:events';

import { WebSocket } from 'ws';

import { Frame } from './frames.js';

/** @typedef {import('./http.js').Place} Place */

/** The relay closed the socket. */
export class Closed extends Error {
  /** @param {string} while_ @param {{ code: number, reason: string }} how */
  constructor(while_, { code, reason }) {
    super(`the relay closed the socket (${code} ${reason}) while ${while_}`);
    this.code = code;
    this.reason = reason;
  }
}

export class Socket {
  /** @type {Frame[]} what came and nobody took yet */
  arrived = [];
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {{ code: number, reason: string } | undefined} */
  ended;

  /** @param {WebSocket} ws @param {(frame: Frame) => boolean} concerns false for frames that whoever has the socket deals with at once */
  constructor(ws, concerns) {
    this.ws = ws;
    ws.on('message', (raw, isBinary) => {
      if (isBinary) throw new Error('the relay sent a binary frame');
      const frame = new Frame(raw.toString());
      if (concerns(frame)) this.arrived.push(frame);
      this.#wake();
    });
    // A killed relay resets its sockets; that is an end like any other.
    ws.on('error', () => undefined);
    /** @type {Promise<{ code: number, reason: string }>} */
    this.closed = new Promise((resolve) =>
      ws.on('close', (code, reason) => {
        this.ended = { code, reason: reason.toString() };
        this.#wake();
        resolve(this.ended);
      }),
    );
  }

  /**
   * @param {Place} place
   * @param {string} path
   * @param {{ subprotocol?: string, concerns?: (frame: Frame) => boolean }} [how]
   * @returns {Promise<Socket>} that is open
   * @throws {Error} if it does not come to that
   */
  static async open({ port, from }, path, { subprotocol, concerns = () => true } = {}) {
    const where = `ws://127.0.0.1:${port}${path}`;
    const ws = new WebSocket(where, subprotocol, { localAddress: from, perMessageDeflate: false });
    const socket = new Socket(ws, concerns);
    await once(ws, 'open');
    return socket;
  }

  /** @param {string | Uint8Array} text whatever it is */
  send(text) {
    this.ws.send(text, { binary: false }, () => undefined);
  }

  /**
   * Waits for something to become true: looked at first, and again whenever something came.
   *
   * @template T
   * @param {() => T | undefined} look
   * @param {string} what is waited for
   * @returns {Promise<T>}
   * @throws {Closed}
   */
  async until(look, what) {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.ended !== undefined) throw new Closed(`${what} was waited for`, this.ended);
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
  }

  /** @param {string} [what] @returns {Promise<Frame>} the next one */
  next(what = 'something') {
    return this.until(() => this.arrived.shift(), what);
  }

  /** @param {string} type @returns {Promise<Frame>} the next one, which must be of the type */
  async expect(type) {
    const frame = await this.next(type);
    if (frame.type !== type) throw new Error(`expected ${type}, not ${frame.text}`);
    return frame;
  }

  /**
   * @param {string} type
   * @param {(frame: Frame) => boolean} [matches]
   * @returns {Promise<Frame>} the next one of the type; others stay where they are
   */
  pick(type, matches = () => true) {
    return this.until(() => {
      const i = this.arrived.findIndex((frame) => frame.type === type && matches(frame));
      return i < 0 ? undefined : this.arrived.splice(i, 1)[0];
    }, type);
  }

  /** Waits for the relay's answer to a ping. */
  async ping() {
    const answered = once(this.ws, 'pong');
    this.ws.ping();
    await Promise.race([answered, this.closed]);
    if (this.ended !== undefined) throw new Closed('a ping was answered', this.ended);
  }

  /** Waits until the relay has closed it. @returns {Promise<Frame[]>} what still came before */
  async untilClosed() {
    await this.closed;
    return this.arrived.splice(0);
  }

  /** Takes its leave. */
  async close() {
    this.ws.close();
    await this.closed;
  }

  /** Hangs up. */
  terminate() {
    this.ws.terminate();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
