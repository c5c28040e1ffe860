/** What frames travel on: a WebSocket, or a line each on TCP. */
import { once } from 'node:events';
import { connect } from 'node:net';

import { WebSocket } from 'ws';

import { LARGEST } from './wire.js';

/** @typedef {import('../relay/http.js').Place} Place */
/** @typedef {{ code: number, reason: string }} End a line has no code, which is 0 */

/** The hub closed the channel. */
export class Closed extends Error {
  /** @param {string} while_ @param {End} how */
  constructor(while_, { code, reason }) {
    super(`the hub closed the channel (${code} ${reason}) while ${while_}`);
    this.code = code;
  }
}

/** @abstract */
export class Channel {
  /** @type {string[]} what came and nobody took yet */
  arrived = [];
  /** @type {End | undefined} */
  ended;
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {(end: End) => void} */
  #settle = () => undefined;
  /** @type {Promise<End>} */
  closed = new Promise((resolve) => (this.#settle = resolve));

  /** @param {unknown} frame an object, or text as it is */
  send(frame) {
    this.sendText(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** @param {string} _text @abstract */
  sendText(_text) {
    throw new Error('it has no way to');
  }

  /** Takes its leave. */
  async close() {
    this.hangUp();
    await this.closed;
  }

  /** @abstract */
  hangUp() {}

  /** @param {string} text that came */
  came(text) {
    this.arrived.push(text);
    this.#wake();
  }

  /** @param {End} how nothing can come any more */
  over(how) {
    this.ended ??= how;
    this.#settle(this.ended);
    this.#wake();
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

  /** @param {string} [what] @returns {Promise<string>} the next that came */
  nextText(what = 'something') {
    return this.until(() => this.arrived.shift(), what);
  }

  /** @param {string} type that it must be of @returns {Promise<any>} the next frame */
  async expect(type) {
    const text = await this.nextText(type);
    const frame = JSON.parse(text);
    if (frame.type !== type) throw new Error(`expected ${type}, not ${text}`);
    return frame;
  }

  /** @param {string} type @returns {Promise<any>} the next frame of the type; what comes before is dropped */
  async pick(type) {
    for (;;) {
      const frame = JSON.parse(await this.nextText(type));
      if (frame.type === type) return frame;
    }
  }

  /** Waits until the hub has closed it. @returns {Promise<any[]>} the frames that still came */
  async untilClosed() {
    await this.closed;
    return this.arrived.splice(0).map((text) => JSON.parse(text));
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

export class WebSocketChannel extends Channel {
  /** @param {WebSocket} ws */
  constructor(ws) {
    super();
    this.ws = ws;
    ws.on('message', (raw, isBinary) => {
      if (!isBinary) return this.came(raw.toString());
      this.over({ code: 0, reason: 'the hub sent a binary frame' });
      ws.terminate();
    });
    // A killed hub resets its sockets; that is an end like any other.
    ws.on('error', () => undefined);
    ws.on('close', (code, reason) => this.over({ code, reason: reason.toString() }));
  }

  /** @param {Place} place @param {string} room @returns {Promise<WebSocketChannel>} that is open @throws {Error} if it does not come to that */
  static async open({ port, from }, room) {
    const how = { localAddress: from, perMessageDeflate: false, maxPayload: LARGEST };
    const ws = new WebSocket(`ws://127.0.0.1:${port}/chat/${room}`, how);
    const channel = new WebSocketChannel(ws);
    await once(ws, 'open');
    return channel;
  }

  /** @override @param {string} text */
  sendText(text) {
    this.ws.send(text, { binary: false }, () => undefined);
  }

  /** @param {Uint8Array} bytes */
  sendBinary(bytes) {
    this.ws.send(bytes, { binary: true }, () => undefined);
  }

  /** @override */
  hangUp() {
    this.ws.close();
  }
}

export class LineChannel extends Channel {
  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    super();
    this.socket = socket;
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('data', (/** @type {unknown} */ chunk) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.came(line);
      if (Buffer.byteLength(rest) > LARGEST) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.on('close', () => this.over({ code: 0, reason: '' }));
  }

  /** @param {Place} place of the lines @param {string} room @returns {Promise<LineChannel>} that has named its room */
  static async open({ port, from }, room) {
    const channel = await LineChannel.silent({ port, ...(from && { from }) });
    channel.send({ type: 'room', room });
    return channel;
  }

  /** @param {Place} place @returns {Promise<LineChannel>} that has said nothing yet */
  static async silent({ port, from }) {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
    const channel = new LineChannel(socket);
    await once(socket, 'connect');
    return channel;
  }

  /** @override @param {string} text */
  sendText(text) {
    this.socket.write(`${text}\n`, () => undefined);
  }

  /** @override */
  hangUp() {
    this.socket.end();
  }
}
