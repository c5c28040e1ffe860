/** What two devices have after they are paired. */
import { checkWords } from '../parts/comparison.js';
import { Channel } from './channel.js';

/**
 * @typedef {import('./messages.js').Message} Message
 * @typedef {import('./peer.js').Peer} Peer
 * @typedef {import('@libp2p/interface').PeerId} PeerId
 * @typedef {ReturnType<typeof checkWords>} Comparison
 */

export const PROTOCOL = 'challenge-response';

/**
 * The ids of both are their peer ids, as text.
 *
 * @param {import('../parts/comparison.js').End} joiner
 * @param {import('../parts/comparison.js').End} initiator
 * @param {Uint8Array} commit
 * @returns {Comparison} what both show
 */
export function compared(joiner, initiator, commit) {
  return checkWords(PROTOCOL, joiner, initiator, commit);
}

export class Paired {
  /** @type {Message[]} */
  #heard = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {Peer} own
   * @param {PeerId} peer the other
   * @param {{ role: 'initiator' | 'joiner', session: Buffer, keys: import('./proofs.js').Keys, proven: boolean,
   *   info: import('./device-info.js').DeviceInfo, comparison: Comparison | undefined }} what
   */
  constructor(own, peer, { role, session, keys, proven, info, comparison }) {
    this.own = own;
    this.peer = peer;
    this.keys = keys;
    /** The other has shown that it knows the code. */
    this.proven = proven;
    this.info = info;
    this.comparison = comparison;
    this.channel = new Channel(role, session, keys);
  }

  /** @param {string} protocol @param {string} plain */
  send(protocol, plain) {
    return this.own.tell(this, { type: 'Protocol', protocol, data: this.channel.seal(protocol, plain) });
  }

  ping() {
    return this.own.tell(this, { type: 'Ping', timestamp: new Date().toISOString() });
  }

  /** @param {Message} message what came, opened if it was sealed */
  receive(message) {
    const opened =
      message.type === 'Protocol' ? { ...message, data: this.channel.open(message.protocol, message.data) } : message;
    this.#heard.push(opened);
    if (message.type === 'Ping') void this.own.tell(this, { type: 'Pong', timestamp: message.timestamp });
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** @returns {Promise<Message>} the next that came */
  async next() {
    for (;;) {
      const message = this.#heard.shift();
      if (message !== undefined) return message;
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
  }
}
