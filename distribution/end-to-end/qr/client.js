/**
 * A user of QR connections that shares nothing with the hub but the page: driven step by step, so that a test may stop between any
 * two. Whatever it is told it verifies first, keeps, and acknowledges with its next sync.
 */
import { ask } from '../relay/http.js';
import { unhex } from '../relay/keys.js';
import { b64u, fields, u64, unb64u, uuid } from './bytes.js';
import { compare, Connection } from './connection.js';
import { freshJti, fromHub, headerOf, jws } from './jws.js';
import { Signer, verifies } from './keys.js';
import { keyLine } from './lines.js';
import { LIVE, Live } from './live.js';
import { Receipts } from './receipts.js';
import { HEADER, keyidOf, now, signature } from './request.js';

/** @typedef {import('../relay/http.js').Answer} Answer */
/** @typedef {import('../relay/http.js').Place} Place */
/** @typedef {import('./connection.js').Packet} Packet */
/** @typedef {import('./keys.js').OwnEnd} OwnEnd */
/** @typedef {import('./lines.js').Invitation} Invitation */
/** @typedef {import('./lines.js').Shown} Shown */
/** @typedef {import('./request.js').Caller} Caller */
/** @typedef {{ packet: string, pairKey: string, pairProof: string }} Step of initiating or confirming */
/** @typedef {{ fresh?: import('./request.js').Fresh, caller?: Caller }} How a request is signed, if not as it should be */

const INITIATE = 1;
const CONFIRM = 2;

/** The hub refused. */
export class Refused extends Error {
  /** @param {string} what @param {Answer} answer */
  constructor(what, { status, text, body }) {
    super(`${what}: ${status} ${text}`);
    this.status = status;
    /** @type {any} the problem */
    this.problem = body;
  }
}

export class Client {
  accountId = '';
  state = '';
  /** @type {any} what the hub said of itself at the first meeting, and is held to */
  hub;
  /** @type {Map<string, Connection>} by the own pair id */
  connections = new Map();
  /** @type {Map<string, Packet>} sent and perhaps not stored yet, the oldest first */
  outbox = new Map();
  /** @type {any[]} what the hub said and nobody took yet */
  messages = [];
  /** @type {any[]} rows of `syncMeta`, the oldest first */
  meta = [];
  /** @type {Set<string>} messages of the hub that came */
  #seen = new Set();
  #receipts = new Receipts();

  /** @param {Place} place @param {{ signer?: Signer, name?: string }} [who] */
  constructor(place, { signer = new Signer(), name = 'A test' } = {}) {
    this.place = place;
    this.signer = signer;
    this.name = name;
  }

  /** @param {Place} place @param {ConstructorParameters<typeof Client>[1]} [who] @returns {Promise<Client>} with an account */
  static async registered(place, who) {
    const client = new Client(place, who);
    await client.register();
    return client;
  }

  /** @returns {string} of the hub */
  get hubId() {
    return this.hub.hub_id;
  }

  get hubKey() {
    return unhex(this.hub.ed25519_public_key, 32);
  }

  /** What it shows as the hub's place. */
  get host() {
    return `127.0.0.1:${this.place.port}`;
  }

  /** @returns {Caller} */
  get caller() {
    return { hubId: this.hubId, keyid: this.accountId, signer: this.signer };
  }

  /** Learns whose hub it is, or holds it to that. */
  async meetHub() {
    const { body } = await ask(this.place, '/hub');
    if (this.hub !== undefined && this.hub.hub_id !== body.hub_id) throw new Error('this is another hub');
    this.hub = body;
  }

  /** Registers, once or again. @param {{ invite?: string }} [how] @returns {Promise<Answer>} */
  async register({ invite } = {}) {
    await this.meetHub();
    const body = { public_key: b64u(this.signer.publicKey), name: this.name, ...(invite && { invite }) };
    const answer = await this.post('/qr/accounts', body, { caller: { ...this.caller, keyid: keyidOf(this.signer) } });
    if (answer.status !== 200 && answer.status !== 201) throw new Refused('registering', answer);
    if (!unb64u(answer.body.hub_key, 32).equals(this.hubKey)) throw new Error('the hub has two keys');
    this.accountId = answer.body.account_id;
    this.state = answer.body.state;
    return answer;
  }

  /** @param {string} target @param {unknown} [body] an object, or text as it is @param {How} [how] @returns {Promise<Answer>} */
  post(target, body = '', { fresh, caller = this.caller } = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const signed = signature(caller, { method: 'POST', target, body: text }, fresh);
    const headers = { [HEADER]: signed, ...(text !== '' && { 'Content-Type': 'application/json' }) };
    return ask(this.place, target, { method: 'POST', headers, body: text });
  }

  /** @param {string} what @param {Promise<Answer>} asked @returns {Promise<any>} the body, unless it is a problem */
  async #want(what, asked) {
    const answer = await asked;
    if (answer.status >= 300) throw new Refused(what, answer);
    return answer.body;
  }

  /** @param {Record<string, unknown>} payload what matters @returns {string} */
  packet(payload) {
    const all = { ...payload, type: 5, aud: this.hubId, iat: now(), jti: freshJti() };
    return jws(this.signer, headerOf(this.accountId), all);
  }

  /** @param {OwnEnd} own @param {string} other its pair id @param {Record<string, unknown>} [more] @returns {Step} */
  initiating(own, other, more) {
    const packet = this.packet({ senderID: own.id, recipientID: other, subType: INITIATE, ...more });
    return this.#step('initiate', packet, own, other);
  }

  /** @param {OwnEnd} own @param {Invitation} invitation @returns {Step} */
  confirming(own, invitation) {
    const { senderID, recipientID, signature: sig } = invitation;
    const packet = this.packet({ senderID, recipientID, signature: b64u(sig), subType: CONFIRM });
    return this.#step('confirm', packet, own, senderID);
  }

  /** @param {'initiate' | 'confirm'} step @param {string} packet @param {OwnEnd} own @param {string} other @returns {Step} */
  #step(step, packet, own, other) {
    const pairProof = b64u(own.proof(step, { hubId: this.hubId, account: uuid(this.accountId), other }));
    return { packet, pairKey: b64u(own.pairKey), pairProof };
  }

  /** Shows the first code. @param {OwnEnd} own @returns {string} */
  showFirst(own) {
    return keyLine(own, own.commit, this.host);
  }

  /** Shows the second code. @param {OwnEnd} own @returns {string} */
  showSecond(own) {
    return keyLine(own, own.nonce, this.host);
  }

  /**
   * Has seen the second code, and lets the hub sign.
   *
   * @param {OwnEnd} own
   * @param {Shown} peer
   * @param {Step} [step] that was perhaps taken before
   * @returns {Promise<Invitation>} what the third code shows
   */
  async initiate(own, peer, step = this.initiating(own, peer.id)) {
    const body = await this.#want('initiating', this.post('/qr/connections/initiate', step));
    const { senderID, recipientID, expiresAt } = body;
    if (senderID !== own.id || recipientID !== peer.id) throw new Error('the hub signed other ids');
    const sig = unb64u(body.signature, 64);
    if (!verifies(sig, this.statement({ senderID, recipientID, expires: expiresAt }), this.hubKey)) {
      throw new Error('the hub did not sign what it should');
    }
    return { signature: sig, expires: expiresAt, senderID, recipientID, nonce: own.nonce };
  }

  /** @param {{ senderID: string, recipientID: string, expires: number }} what @returns {Buffer} what the hub signs */
  statement({ senderID, recipientID, expires }) {
    const ids = [senderID, recipientID].map((id) => Buffer.from(id, 'hex'));
    return fields('handfast/qr-connection/v1', this.hubId, ...ids, uuid(this.accountId), u64(expires));
  }

  /** Has both codes, and the hub's word. @param {OwnEnd} own @param {Shown} peer @returns {Connection} that the other has yet to confirm */
  expect(own, peer) {
    const comparison = compare(own, { ...peer, nonce: peer.extra }, own.commit, this.hubId);
    const connection = new Connection('sender', own, peer, comparison);
    this.connections.set(own.id, connection);
    return connection;
  }

  /**
   * Has seen the third code.
   *
   * @param {OwnEnd} own
   * @param {Shown} peer
   * @param {Invitation} invitation
   * @returns {Connection} that is to be compared and confirmed
   * @throws {Error} if it is not for these two ends
   */
  consider(own, peer, { senderID, recipientID, nonce }) {
    if (senderID !== peer.id || recipientID !== own.id) throw new Error('this is the signature of another pair');
    const comparison = compare({ ...peer, nonce }, own, peer.extra, this.hubId);
    return new Connection('recipient', own, peer, comparison);
  }

  /** @param {Connection} connection that was considered @param {Invitation} invitation @param {Step} [step] */
  async confirm(connection, invitation, step = this.confirming(connection.own, invitation)) {
    const body = await this.#want('confirming', this.post('/qr/connections/confirm', step));
    const { type, subType, connectionId, ...ids } = body;
    if (type !== 5 || subType !== 3) throw new Error(`this confirms nothing: ${JSON.stringify(body)}`);
    this.confirmed(connection, connectionId, ids);
    return body;
  }

  /** @param {Connection} connection @param {string} connectionId @param {{ senderID: string, recipientID: string }} [ids] */
  confirmed(connection, connectionId, ids = connection.ids) {
    const { senderID, recipientID } = connection.ids;
    if (ids.senderID !== senderID || ids.recipientID !== recipientID) throw new Error('the hub confirmed another pair');
    connection.id = connectionId;
    this.connections.set(connection.own.id, connection);
  }

  /** @param {string} pairID of either end */
  async break(pairID) {
    await this.#want('breaking', this.post(`/qr/connections/${pairID}/break`));
    for (const connection of this.connections.values()) {
      if (connection.own.id === pairID || connection.peer.id === pairID) this.#end(connection);
    }
  }

  /** @param {string} pairID of either end @returns {Promise<unknown>} */
  pause(pairID) {
    return this.#want('pausing', this.post(`/qr/connections/${pairID}/pause`));
  }

  /** @param {string} pairID of either end @returns {Promise<unknown>} */
  resume(pairID) {
    return this.#want('resuming', this.post(`/qr/connections/${pairID}/resume`));
  }

  /** Puts a packet where the next sync finds it. @param {Packet} packet @returns {Packet} */
  put(packet) {
    this.outbox.set(packet.packetID, packet);
    return packet;
  }

  /** @param {Connection} connection @param {string} text @returns {Promise<Packet>} that the next sync sends */
  async say(connection, text) {
    return this.put(await connection.say(text));
  }

  /** What the next sync sends: receipts of what came, and packets. */
  get body() {
    return {
      ...this.#receipts.body,
      data: [...this.outbox.values()],
    };
  }

  /** @param {any} [body] @returns {Promise<any>} what the hub answered, which was taken */
  async sync(body = this.body) {
    const answer = await this.#want('syncing', this.post('/qr/sync', body));
    this.#stored(body);
    await this.take(answer);
    return answer;
  }

  /** Syncs until the hub has nothing more, and all of it is acknowledged. */
  async settle() {
    for (;;) {
      const { more } = await this.#syncOrLearn();
      if (!more && this.#receipts.isEmpty) return;
    }
  }

  /** A sync about a connection that the other end broke is refused as a whole; one about nothing tells which it is. */
  async #syncOrLearn() {
    try {
      return await this.sync();
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'broken') throw error;
      const before = this.#ended;
      await this.sync({});
      if (this.#ended === before) throw error;
      return { more: true };
    }
  }

  get #ended() {
    return [...this.connections.values()].filter(({ hasEnded }) => hasEnded).length;
  }

  /** @param {Connection} connection of which nothing more is to be said */
  #end(connection) {
    connection.hasEnded = true;
    this.#receipts.forget(connection.own.id);
    for (const [id, { pairID }] of this.outbox) if (pairID === connection.peer.id) this.outbox.delete(id);
  }

  /** @param {any} body that the hub took */
  #stored(body) {
    this.#receipts.said(body);
    for (const { packetID } of body.data ?? []) this.outbox.delete(packetID);
  }

  /** @param {any} answer of a sync, or a frame like it */
  async take({ syncMeta, data, serverMessages }) {
    for (const text of serverMessages) this.#takeMessage(fromHub(text, this.hubKey, this.accountId));
    for (const packet of data) {
      const connection = this.connections.get(packet.pairID);
      if (connection === undefined) throw new Error(`a packet for nobody here: ${JSON.stringify(packet)}`);
      await connection.take(packet);
      this.#receipts.addPacket(packet);
    }
    this.meta.push(...syncMeta);
  }

  /** @param {any} message */
  #takeMessage(message) {
    this.#receipts.addMessage(message.jti);
    if (this.#seen.has(message.jti)) return;
    this.#seen.add(message.jti);
    this.messages.push(message);
    const { type, subType, senderID, recipientID, connectionId } = message;
    const connection = this.connections.get(senderID) ?? this.connections.get(recipientID);
    if (type !== 5 || connection === undefined) return;
    if (subType === 3) this.confirmed(connection, connectionId, message);
    if (subType === 5) this.#end(connection);
  }

  /** @param {{ inQuery?: boolean }} [how] `inQuery`: as browsers must @returns {Promise<Live>} */
  live({ inQuery = false } = {}) {
    const header = signature(this.caller, { method: 'GET', target: LIVE });
    return inQuery
      ? Live.open(this.place, `${LIVE}?auth=${encodeURIComponent(header)}`)
      : Live.open(this.place, LIVE, { [HEADER]: header });
  }

  /**
   * Takes what comes by a live stream until something is true.
   *
   * @template T
   * @param {Live} live
   * @param {() => T | undefined} look
   * @returns {Promise<T>}
   */
  async until(live, look) {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const frame = await live.next();
      if (frame.status !== undefined) throw new Error(`a problem came by the live stream: ${JSON.stringify(frame)}`);
      await this.take(frame);
    }
  }

  /** Sends by a live stream what a sync would, and waits until the hub has it. @param {Live} live */
  async push(live) {
    const { body } = this;
    live.send(body);
    const sent = body.data.map(({ packetID }) => packetID);
    await this.until(live, () => {
      const has = new Set(this.meta.flatMap(({ receivedPackets }) => receivedPackets));
      return sent.every((id) => has.has(id)) || undefined;
    });
    this.#stored(body);
  }
}
