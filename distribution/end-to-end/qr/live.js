/** The live stream of an account: one WebSocket, a JSON object a frame. */
import { once } from 'node:events';

import { WebSocket } from 'ws';

/** @typedef {import('../relay/http.js').Place} Place */

export const LIVE = '/qr/live';

export class Live {
  /** @type {any[]} what came and nobody took yet */
  arrived = [];
  /** @type {{ code: number, reason: string } | undefined} */
  ended;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {WebSocket} ws */
  constructor(ws) {
    this.ws = ws;
    ws.on('message', (raw, isBinary) => {
      if (isBinary) throw new Error('the hub sent a binary frame');
      this.arrived.push(JSON.parse(raw.toString()));
      this.#wake();
    });
    // A killed hub resets its sockets; that is an end like any other.
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

  /** @param {Place} place @param {string} target @param {Record<string, string>} [headers] @returns {Promise<Live>} that is open */
  static async open({ port, from }, target, headers = {}) {
    const where = { headers, localAddress: from, perMessageDeflate: false };
    const ws = new WebSocket(`ws://127.0.0.1:${port}${target}`, where);
    const live = new Live(ws);
    await once(ws, 'open');
    return live;
  }

  /** @param {unknown} frame an object, or text as it is */
  send(frame) {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame), () => undefined);
  }

  /** @returns {Promise<any>} the next frame @throws {Error} if the hub closed instead */
  async next() {
    for (;;) {
      const frame = this.arrived.shift();
      if (frame !== undefined) return frame;
      if (this.ended !== undefined) throw new Error(`the hub closed the live stream: ${JSON.stringify(this.ended)}`);
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
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
