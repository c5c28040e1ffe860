/**
 * A user of the relay that shares nothing with the hub but the page: Alice or Bob, driven step by step, so that a test may stop
 * between any two.
 */
import { randomUUID } from 'node:crypto';

import { Frame, signed } from './frames.js';
import { ask, register } from './http.js';
import { unhex, User } from './keys.js';
import { Initiator, Responder } from './session.js';
import { Socket } from './socket.js';

/** @typedef {import('./http.js').Place} Place */
/** @typedef {import('./session.js').Session} Session */

const SERVER = 'server';

export class Client {
  code = '';
  /** @type {any} what the relay said of itself at the first meeting, and is held to */
  hub;
  /** @type {Map<string, { recipient: string, message: any, posted: (text: string) => void }>} sent and not yet accepted, the oldest first, by its id */
  outbox = new Map();
  /** @type {Set<string>} what was heard, so that it is not heard twice */
  #heard = new Set();
  /** @type {Map<string, Buffer>} */
  #peers = new Map();
  /** @type {Socket | undefined} */
  #socket;

  /** @param {Place} place @param {User} [user] */
  constructor(place, user = new User()) {
    this.place = place;
    this.user = user;
  }

  /** @param {Place} place @returns {Promise<Client>} one that is registered and connected */
  static async connected(place) {
    const client = new Client(place);
    await client.register();
    await client.connect();
    return client;
  }

  get socket() {
    if (this.#socket === undefined) throw new Error('the client is not connected');
    return this.#socket;
  }

  /** True once it has ever been. */
  get isConnected() {
    return this.#socket !== undefined;
  }

  get self() {
    return { code: this.code, publicKey: this.user.publicKey };
  }

  /** Registers, once or again. @returns {Promise<any>} what the relay knows of it */
  async register() {
    const { status, text, body } = await register(this.place, this.user.registration);
    if (status !== 200) throw new Error(`the relay refused to register: ${status} ${text}`);
    this.code = body.code;
    const { body: hub } = await ask(this.place, '/hub');
    if (this.hub !== undefined && this.hub.hub_id !== hub.hub_id) throw new Error('this is another relay');
    this.hub = hub;
    return body;
  }

  /** Connects: afresh, with the nonce of this very socket, unless told otherwise. */
  async connect({ fresh = true } = {}) {
    this.#socket = await Socket.open(this.place, fresh ? '/ws?hello=1' : '/ws', {
      concerns: (frame) => !this.#settles(frame),
    });
    if (!fresh) return this.greet();
    const { payload } = await this.hearServer('hello');
    if (payload.hub_id !== this.hub.hub_id) throw new Error('this is another relay');
    return this.greet({ nonce: payload.nonce, hub: payload.hub_id });
  }

  /** @param {any} [payload] of `connect` */
  async greet(payload) {
    this.socket.send(this.sign({ sender: this.code, message: { type: 'connect', ...(payload && { payload }) } }));
    await this.hearServer('connect_ack');
  }

  /** @param {any} data @returns {string} the envelope */
  sign(data) {
    return signed(this.user, data);
  }

  /**
   * Says something to another user, and keeps it until the relay has accepted it.
   *
   * @param {string} recipient
   * @param {{ type: string, payload?: any }} message
   * @param {(text: string) => void} [posted] told of each envelope that it is sent in
   * @returns {{ id: string, text: string }} and of the first one
   */
  send(recipient, message, posted = () => undefined) {
    const id = randomUUID();
    this.outbox.set(id, { recipient, message, posted });
    return { id, text: this.#post(id) };
  }

  /** Says again whatever was not accepted, in the order in which it was said first. */
  resend() {
    for (const id of this.outbox.keys()) this.#post(id);
  }

  /** @param {string} id @returns {string} */
  #post(id) {
    const { recipient, message, posted } = /** @type {any} */ (this.outbox.get(id));
    const at = new Date().toISOString();
    const text = this.sign({ sender: this.code, recipient, id, at, message });
    posted(text);
    this.socket.send(text);
    return text;
  }

  /** Waits until the relay has accepted it. @param {string} id */
  async accepted(id) {
    await this.socket.until(() => (this.outbox.has(id) ? undefined : true), `accepted ${id}`);
  }

  /** @param {string} peer a code @returns {Initiator} that has sent its `key_exchange` */
  begin(peer) {
    const initiator = new Initiator(this.self, this.hub.hub_id);
    this.send(peer, { type: 'key_exchange', payload: initiator.payload }, (text) =>
      initiator.references.add(new Frame(text).reference),
    );
    return initiator;
  }

  /** @param {Frame} asked @returns {Promise<Session>} with the answer sent */
  async answer(asked) {
    const peer = await this.#party(asked.sender);
    const responder = new Responder(this.self, this.hub.hub_id, peer, asked);
    this.send(asked.sender, { type: 'key_exchange_ack', payload: responder.payload });
    return responder.session;
  }

  /** @param {Initiator} initiator @param {Frame} answer @returns {Promise<Session>} */
  async finish(initiator, answer) {
    return initiator.finish(await this.#party(answer.sender), answer);
  }

  /** @param {Frame} asked what came while its own was on the way @returns {boolean} true if the other is the initiator */
  yieldsTo(asked) {
    return asked.sender < this.code;
  }

  /** Shows that it has the keys. @param {Session} session */
  confirm(session) {
    return this.send(session.peer.code, { type: 'key_confirm', payload: session.confirmation });
  }

  /** @param {Session} session @param {string} text */
  say(session, text) {
    return this.send(session.peer.code, { type: 'message', payload: session.seal(text) });
  }

  /** @param {Session} session @returns {Promise<string>} the next thing said */
  async listen(session) {
    const { payload } = await this.hear('message');
    return session.open(payload);
  }

  /**
   * The next thing that another user said, checked against that user's key, and acknowledged. What was heard before is
   * acknowledged and passed over.
   *
   * @param {string} type that it must be of
   * @param {{ acknowledge?: boolean }} [how]
   * @returns {Promise<Frame>}
   */
  async hear(type, { acknowledge = true } = {}) {
    for (;;) {
      const frame = await this.socket.next(type);
      if (frame.sender === SERVER) throw new Error(`expected ${type}, not ${frame.text}`);
      const { publicKey } = await this.#party(frame.sender);
      if (!frame.isSignedBy(publicKey)) throw new Error(`${frame.sender} did not sign ${frame.text}`);
      if (frame.data.recipient !== this.code) throw new Error(`not for us: ${frame.text}`);
      if (acknowledge) this.acknowledge(frame);
      const which = `${frame.sender} ${frame.id}`;
      if (this.#heard.has(which)) continue;
      this.#heard.add(which);
      if (frame.type !== type) throw new Error(`expected ${type}, not ${frame.text}`);
      return frame;
    }
  }

  /** @param {Frame} frame */
  acknowledge({ id, sender }) {
    this.socket.send(this.sign({ sender: this.code, message: { type: 'ack', payload: { id, sender } } }));
  }

  /** The next thing that the relay itself said, checked against the relay's key. @param {string} type @returns {Promise<Frame>} */
  async hearServer(type) {
    const frame = await this.socket.pick(type);
    if (frame.sender !== SERVER || !frame.isSignedBy(this.#hubKey())) {
      throw new Error(`the relay did not sign ${frame.text}`);
    }
    return frame;
  }

  /** Waits for the relay to complain. @returns {Promise<string>} the code of the error */
  async complaint() {
    return (await this.hearServer('error')).payload.code;
  }

  async close() {
    await this.socket.close();
  }

  #hubKey() {
    return unhex(this.hub.ed25519_public_key, 32);
  }

  /** @param {Frame} frame @returns {boolean} true if it is the relay's word for something sent */
  #settles(frame) {
    if (frame.sender !== SERVER || frame.type !== 'accepted' || !frame.isSignedBy(this.#hubKey())) return false;
    this.outbox.delete(frame.payload.id);
    return true;
  }

  /** @param {string} code */
  async #party(code) {
    let publicKey = this.#peers.get(code);
    if (publicKey === undefined) {
      const { status, body } = await ask(this.place, `/users/${code}`);
      if (status !== 200) throw new Error(`the relay does not know ${code}`);
      publicKey = unhex(body.eddsa_public_key, 32);
      this.#peers.set(code, publicKey);
    }
    return { code, publicKey };
  }
}

/**
 * The whole of an exchange, for tests that are about what comes after it.
 *
 * @param {Client} alice
 * @param {Client} bob
 * @returns {Promise<[Session, Session]>} of both, confirmed
 */
export async function exchange(alice, bob) {
  const initiator = alice.begin(bob.code);
  const bobs = await bob.answer(await bob.hear('key_exchange'));
  const alices = await alice.finish(initiator, await alice.hear('key_exchange_ack'));
  alice.confirm(alices);
  bob.confirm(bobs);
  bobs.takeConfirmation((await bob.hear('key_confirm')).payload);
  alices.takeConfirmation((await alice.hear('key_confirm')).payload);
  return [alices, bobs];
}
