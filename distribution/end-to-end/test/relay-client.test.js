/** The relay's clients against each other, over a relay of a few lines that does nothing but pass on, and what they refuse. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { WebSocketServer } from 'ws';

import { Client, exchange } from '../relay/client.js';
import { DocumentClient } from '../relay/document-client.js';
import { Frame, signed } from '../relay/frames.js';
import { hex, User } from '../relay/keys.js';
import { Closed } from '../relay/socket.js';

/** A relay that checks nothing, keeps nothing and accepts everything. */
class PassingOn {
  key = new User();
  /** @type {any[]} */
  users = [];
  /** @type {Map<string, import('ws').WebSocket>} */
  sockets = new Map();
  /** @type {string[]} everything that it was given to pass on */
  passed = [];
  /** What it makes of an envelope on its way. @type {(text: string) => string} */
  change = (text) => text;

  get hub() {
    const hub_id = createHash('sha256').update(this.key.publicKey).digest('hex');
    return { hub_id, ed25519_public_key: hex(this.key.publicKey) };
  }

  async open() {
    this.server = createServer((request, response) => this.#answer(request, response));
    this.webSockets = new WebSocketServer({ server: this.server }).on('connection', (socket, { url = '' }) => {
      if (url.endsWith('?hello=1')) this.#tell(socket, 'hello', { nonce: 'bm9uY2U', hub_id: this.hub.hub_id });
      socket.on('message', (raw) => this.#take(socket, raw.toString()));
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return { port };
  }

  close() {
    this.webSockets?.clients.forEach((socket) => socket.terminate());
    this.server?.close();
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const { method, url = '' } = request;
    const answer = (/** @type {any} */ body) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/hub') return answer(this.hub);
    if (method === 'GET') return answer(this.users.find(({ code }) => url.endsWith(code)));
    let body = '';
    for await (const chunk of request) body += chunk;
    const code = `USER00${this.users.length}`;
    this.users.push({ code, ...JSON.parse(body) });
    return answer(this.users.at(-1));
  }

  /** @param {import('ws').WebSocket} socket @param {string} type @param {any} [payload] @param {string} [recipient] */
  #tell(socket, type, payload, recipient) {
    socket.send(signed(this.key, { sender: 'server', recipient, message: { type, payload } }));
  }

  /** @param {import('ws').WebSocket} socket @param {string} text */
  #take(socket, text) {
    const { sender, type, data } = new Frame(text);
    if (type === 'ack') return;
    if (type === 'connect') {
      this.sockets.set(sender, socket);
      this.#tell(socket, 'connect_ack', undefined, sender);
      return;
    }
    this.passed.push(text);
    this.sockets.get(data.recipient)?.send(this.change(text));
    if (data.id !== undefined) this.#tell(socket, 'accepted', { id: data.id }, sender);
  }
}

const relay = new PassingOn();
/** @type {{ port: number }} */
let place;

before(async () => {
  place = await relay.open();
});
after(() => relay.close());

test('Alice and Bob get the same keys, the same words, and speak so that the relay cannot listen', async () => {
  const [alice, bob] = [await Client.connected(place), await Client.connected(place)];
  const [alices, bobs] = await exchange(alice, bob);
  assert.deepEqual(alices.secret, bobs.secret);
  assert.deepEqual(alices.comparison, bobs.comparison);
  for (const text of ['Hello Bob', 'How are you? 🦔', '']) {
    await alice.accepted(alice.say(alices, text).id);
    assert.equal(await bob.listen(bobs), text);
    bob.say(bobs, text);
    assert.equal(await alice.listen(alices), text);
  }
  assert.ok(!relay.passed.some((text) => text.includes('Hello Bob')));
  assert.equal(alice.outbox.size, 0);
});

test('clients of the document understand each other, and ours', async () => {
  const one = await DocumentClient.connected(place);
  const two = await DocumentClient.connected(place);
  one.sendKey(two.code);
  const asked = await two.socket.expect('key_exchange');
  two.sendKey(one.code, 'key_exchange_ack');
  assert.equal(one.secretWith(await one.socket.expect('key_exchange_ack')), two.secretWith(asked));

  const ours = await Client.connected(place);
  const initiator = ours.begin(one.code);
  const theirs = one.secretWith(await one.socket.expect('key_exchange'));
  one.sendKey(ours.code, 'key_exchange_ack');
  const session = await ours.finish(initiator, await ours.hear('key_exchange_ack'));
  assert.equal(hex(session.parts.agreement.with(session.peer.used)), theirs);
  assert.ok('fingerprints' in session.comparison);
  assert.throws(() => session.seal('to nobody knows whom'), /not confirmed/);
});

test('whoever has the lower code is the initiator if both begin', async () => {
  const [alice, bob] = [await Client.connected(place), await Client.connected(place)];
  const initiator = alice.begin(bob.code);
  bob.begin(alice.code);
  assert.equal(alice.yieldsTo(await alice.hear('key_exchange')), false);
  const asked = await bob.hear('key_exchange');
  assert.equal(bob.yieldsTo(asked), true);
  const bobs = await bob.answer(asked);
  const alices = await alice.finish(initiator, await alice.hear('key_exchange_ack'));
  assert.deepEqual(alices.secret, bobs.secret);
});

describe('a client refuses', () => {
  /** @type {Client} */
  let alice;
  /** @type {Client} */
  let bob;

  before(async () => {
    [alice, bob] = [await Client.connected(place), await Client.connected(place)];
  });

  test('what somebody changed on the way', async () => {
    relay.change = (text) => text.replace('"key_exchange"', '"key_exchange_ack"');
    alice.begin(bob.code);
    await assert.rejects(bob.hear('key_exchange_ack'), /did not sign/);
    relay.change = (text) => text;
  });

  test('what is from a relay that it does not know', async () => {
    const known = relay.key;
    const other = new Client(place);
    await other.register();
    relay.key = new User();
    await assert.rejects(other.connect(), /did not sign|another relay/);
    relay.key = known;
  });

  test('an answer to something else', async () => {
    const [first, second] = [alice.begin(bob.code), alice.begin(bob.code)];
    await bob.answer(await bob.hear('key_exchange'));
    const answer = await alice.hear('key_exchange_ack');
    await bob.hear('key_exchange');
    await assert.rejects(alice.finish(second, answer), /another key_exchange/);
    await alice.finish(first, answer);
  });

  test('keys that the other end does not have, and a commitment to something else', async () => {
    const initiator = alice.begin(bob.code);
    const bobs = await bob.answer(await bob.hear('key_exchange'));
    const alices = await alice.finish(initiator, await alice.hear('key_exchange_ack'));
    assert.throws(() => alices.takeConfirmation({ mac: '00'.repeat(32) }), /other keys/);
    assert.throws(() => alices.takeConfirmation(alices.confirmation), /other keys/);
    const { mac } = alices.confirmation;
    assert.throws(() => bobs.takeConfirmation({ mac, nonce: '00'.repeat(32) }), /committed to something else/);
    assert.throws(() => bobs.takeConfirmation({ mac }), /expected 32 bytes/);
    assert.equal(bobs.confirmed || alices.confirmed, false);
  });

  test('a message that came before, or is not what was said', async () => {
    const [alices, bobs] = await exchange(alice, bob);
    const payload = alices.seal('once');
    assert.throws(() => bobs.open({ ...payload, seq: payload.seq + 1 }));
    assert.throws(() => alices.open(payload));
    assert.equal(bobs.open(payload), 'once');
    assert.throws(() => bobs.open(payload), /came before/);
  });

  test('to hear the same twice', async () => {
    const { text } = alice.send(bob.code, { type: 'message', payload: { n: 1 } });
    alice.socket.send(text);
    alice.send(bob.code, { type: 'message', payload: { n: 2 } });
    assert.equal((await bob.hear('message')).payload.n, 1);
    assert.equal((await bob.hear('message')).payload.n, 2);
  });

  test('to wait for what cannot come any more', async () => {
    const waiting = bob.hear('message');
    relay.sockets.get(bob.code)?.close(1001, 'going away');
    await assert.rejects(waiting, (error) => error instanceof Closed && error.code === 1001);
  });
});

test('what was not accepted is said again in order after the next connect, under the same ids', async () => {
  const [alice, bob] = [await Client.connected(place), await Client.connected(place)];
  const { socket } = alice;
  socket.terminate();
  await socket.closed;
  const sent = [1, 2, 3].map((n) => alice.send(bob.code, { type: 'message', payload: { n } }).id);
  await alice.connect();
  alice.resend();
  for (const [i, id] of sent.entries()) {
    const frame = await bob.hear('message');
    assert.deepEqual([frame.payload.n, frame.id], [i + 1, id]);
  }
  await alice.accepted(sent[2] ?? '');
  assert.equal(alice.outbox.size, 0);
});
