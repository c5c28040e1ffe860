/** Who shows the words: answers whoever comes with their session. */
import { randomBytes } from 'node:crypto';

import { commitment } from '../parts/comparison.js';
import { publicKeyOf, rawKeyOf, requireOf } from './device-info.js';
import { serve } from './exchange.js';
import { decode, encode } from './messages.js';
import { compared, Paired, PROTOCOL } from './paired.js';
import { PAIRING } from './peer.js';
import { Proofs, require } from './proofs.js';

/**
 * @typedef {import('./messages.js').Message} Message
 * @typedef {import('@libp2p/interface').PeerId} PeerId
 * @typedef {{ peer: PeerId, proven: boolean, info: import('./device-info.js').DeviceInfo }} Asking
 * @typedef {{ challenge: Buffer, nonce: Buffer, commit: Buffer | undefined }} State
 */

export class Initiator {
  /** @type {Map<string, State>} by peer */
  #states = new Map();
  /** To each Response, since an answer may get lost. @type {Map<string, Promise<Message>>} */
  #completes = new Map();
  #done = false;

  /**
   * @param {import('./peer.js').Peer} peer
   * @param {import('./code.js').Code} code
   * @param {{ plain?: boolean, decide?: (asking: Asking) => Promise<boolean>, instead?: Record<string, Record<string, unknown>> }} [how]
   *   `plain`: as one written before there were proofs; `instead`: fields that are sent in place of the right ones, by message
   */
  constructor(peer, code, { plain = false, decide = async () => true, instead = {} } = {}) {
    this.peer = peer;
    this.code = code;
    this.extended = !plain && code.derivation === 'document';
    this.decide = decide;
    this.instead = instead;
    /** What came, in order. @type {Message[]} */
    this.heard = [];
  }

  /** Answers from now on. @returns {Promise<this>} */
  async start() {
    await this.peer.node.handle(PAIRING, (stream, { remotePeer }) =>
      serve(stream, async (bytes) => {
        const message = decode(bytes);
        this.heard.push(message);
        const answer = await this.#answer(message, remotePeer, bytes);
        return encode({ ...answer, ...this.instead[answer.type] });
      }),
    );
    return this;
  }

  async stop() {
    await this.peer.node.unhandle(PAIRING);
  }

  /** @param {Message} message @param {PeerId} from @param {Buffer} bytes @returns {Promise<Message>} */
  async #answer(message, from, bytes) {
    if (!this.code.session.equals(message.session_id)) throw new Error('there is no such session');
    switch (message.type) {
      case 'PairingRequest':
        return this.#challenge(message, from);
      case 'Response': {
        const key = `${from} ${bytes.toString('hex')}`;
        const complete = this.#completes.get(key) ?? this.#complete(message, from);
        this.#completes.set(key, complete);
        return complete;
      }
      default:
        throw new Error(`${message.type} is nothing to ask`);
    }
  }

  /** @param {Message} request @param {PeerId} from @returns {Message} */
  #challenge({ public_key: key, sas_commit: commit }, from) {
    if (this.#done) throw new Error('the code is used');
    if (!publicKeyOf(from).equals(key)) throw new Error('the key is not that of the peer');
    const state = this.#states.get(from.toString()) ?? { challenge: randomBytes(32), nonce: randomBytes(32), commit };
    this.#states.set(from.toString(), state);
    return {
      type: 'Challenge',
      session_id: this.code.session,
      challenge: state.challenge,
      device_info: this.peer.info,
      ...(this.extended ? { proof: this.#proofs(from, state).initiator, sas_nonce: state.nonce } : {}),
    };
  }

  /** @param {Message} response @param {PeerId} from @returns {Promise<Message>} */
  async #complete({ response, device_info: info, proof, sas_nonce: opened }, from) {
    const state = this.#states.get(from.toString());
    if (state === undefined || this.#done) return this.#refused('there is no challenge for it');
    this.#states.delete(from.toString());
    if (!(await from.publicKey?.verify(state.challenge, response))) return this.#refused('the signature is wrong');
    const proofs = this.#proofs(from, state);
    try {
      requireOf(info, from);
      if (proof !== undefined) require(proofs.joiner, proof, 'the joiner’s proof');
      const comparison = this.#compare(from, state, opened);
      const proven = this.extended && proof !== undefined;
      if (!(await this.decide({ peer: from, proven, info }))) return this.#refused('the person said no');
      this.#done = true;
      const keys = proven ? proofs.keys : this.code.plainKeys;
      const { session } = this.code;
      this.peer.remember(new Paired(this.peer, from, { role: 'initiator', session, keys, proven, info, comparison }));
      return {
        type: 'Complete',
        session_id: session,
        success: true,
        reason: null,
        ...(proven ? { proof: proofs.complete } : {}),
      };
    } catch (error) {
      return this.#refused(/** @type {Error} */ (error).message);
    }
  }

  /**
   * @param {PeerId} from
   * @param {State} state
   * @param {Buffer | undefined} opened
   */
  #compare(from, { commit, nonce }, opened) {
    if (!this.extended || commit === undefined) return undefined;
    const joiner = { id: from.toString(), key: rawKeyOf(from), nonce: opened ?? Buffer.alloc(0) };
    require(commitment(PROTOCOL, joiner), commit, 'what was committed to');
    return compared(joiner, { id: this.peer.id.toString(), key: this.peer.rawKey, nonce }, commit);
  }

  /** @param {PeerId} joiner @param {State} state */
  #proofs(joiner, { challenge }) {
    return new Proofs(this.code, this.peer.rawKey, rawKeyOf(joiner), challenge);
  }

  /** @param {string} reason @returns {Message} */
  #refused(reason) {
    return { type: 'Complete', session_id: this.code.session, success: false, reason };
  }
}
