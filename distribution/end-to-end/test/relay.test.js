/**
 * Clients that share no code with the hub register, connect, exchange keys and speak over its relay: from the wire's page, and
 * from the document alone.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { shown } from '../parts/pairing.js';
import { attempt, dealtWith, keyOf, NOBODY, outcome, Relay } from '../parts/relay.js';
import { Client, exchange } from '../relay/client.js';
import { canonical, signed, stringified } from '../relay/frames.js';
import { ask, register } from '../relay/http.js';
import { Agreement, hex, User } from '../relay/keys.js';
import { Socket } from '../relay/socket.js';

/** @typedef {import('../relay/document-client.js').DocumentClient} DocumentClient */
/** @typedef {import('../relay/frames.js').Frame} Frame */

/** A hub that pings a silent socket does so well after it lets go of what it wrote to one. */
const SETTINGS = { 'limit.settle-seconds': '1', 'limit.ping-seconds': '3' };
/** Of one sender that wait in one mailbox. */
const WAITING = 50;

/** @type {Hub} */
let hub;
/** @type {Relay} */
let relay;

before(async () => {
  hub = await Hub.start({ settings: SETTINGS });
  relay = await Relay.of(hub);
});
after(() => hub.stop());

/** @param {DocumentClient} client @param {Frame} heard */
function acknowledge({ user, code, socket }, { id, sender }) {
  socket.send(signed(user, { sender: code, message: { type: 'ack', payload: { id, sender } } }, stringified));
}

/** @returns {Promise<[Client, Client]>} who know each other */
async function pair() {
  const [alice, bob] = [await relay.client(), await relay.client()];
  await exchange(alice, bob);
  return [alice, bob];
}

/** @param {string} folder @returns {string[]} */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('registering', () => {
  test('gives a code, and the same one again', async () => {
    const user = new User();
    const { status, body } = await register(relay.place, user.registration);
    assert.equal(status, 200);
    const { id, code, created_at, ...rest } = body;
    assert.ok(Number.isSafeInteger(id), `an id of ${id}`);
    assert.match(code, /^[A-Z0-9]{7}$/);
    assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.deepEqual(rest, { name: null, ...user.registration });

    const again = await register(relay.place, user.registration);
    assert.equal(again.status, 200);
    assert.deepEqual(again.body, body);
    const asked = await ask(relay.place, `/users/${code}`);
    assert.equal(asked.status, 200);
    assert.deepEqual(asked.body, body);
  });

  test('gives codes in which nobody sees a pattern', async () => {
    const codes = [];
    for (let i = 0; i < 20; i++) codes.push((await register(relay.place, new User().registration)).body.code);
    assert.equal(new Set(codes).size, codes.length);
    assert.ok(codes.some((code) => /[A-Z]/.test(code)) && codes.some((code) => /[0-9]/.test(code)));
  });

  test('lets any number of users share an X25519 key', async () => {
    const agreement = new Agreement();
    const answers = await Promise.all([1, 2].map(() => register(relay.place, new User({ agreement }).registration)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.notEqual(answers[0]?.body.code, answers[1]?.body.code);
  });

  test('takes another X25519 key from a user who was never seen, and from nobody else', async () => {
    const { signing } = new User();
    const squatter = await register(relay.place, new User({ signing }).registration);
    const client = new Client(relay.place, new User({ signing }));
    const { code } = await client.register();
    assert.notEqual(code, squatter.body.code);
    assert.equal((await ask(relay.place, `/users/${squatter.body.code}`)).status, 404);

    await client.connect();
    const late = await register(relay.place, new User({ signing }).registration);
    assert.equal(late.status, 409);
    const { body } = await ask(relay.place, `/users/${code}`);
    assert.equal(body.ecdh_public_key, client.user.registration.ecdh_public_key);
    await client.close();
  });

  test('and what was never registered is not found', async () => {
    const { code } = (await register(relay.place, new User().registration)).body;
    for (const wrong of [NOBODY, code.toLowerCase() === code ? NOBODY : code.toLowerCase(), `${code}X`, '%20']) {
      const { status, body } = await ask(relay.place, `/users/${wrong}`);
      assert.equal(status, 404, wrong);
      assert.deepEqual(body, { message: 'user code not found' });
    }
  });

  test('is open to pages of any origin, and the admin API is not', async () => {
    const headers = {
      Origin: 'https://example.org',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    };
    const { status, headers: allowed } = await ask(relay.place, '/users', { method: 'OPTIONS', headers });
    assert.ok(status === 200 || status === 204, `${status}`);
    assert.match(allowed['access-control-allow-origin'] ?? '', /^(\*|https:\/\/example\.org)$/);
    assert.match(allowed['access-control-allow-methods'] ?? '', /POST/);
    assert.match(allowed['access-control-allow-headers'] ?? '', /content-type|\*/i);
    const answer = await register(relay.place, new User().registration, { headers: { Origin: 'https://example.org' } });
    assert.match(answer.headers['access-control-allow-origin'] ?? '', /^(\*|https:\/\/example\.org)$/);

    const port = Number(new URL(hub.origin).port);
    const admin = await ask({ port }, '/api/v1/session', { method: 'OPTIONS', headers });
    assert.equal(admin.headers['access-control-allow-origin'], undefined);
  });

  test('tells whose relay it is', async () => {
    const { status, body } = await ask(relay.place, '/hub');
    const { id, name, version } = await hub.admin.hub();
    assert.equal(status, 200);
    assert.deepEqual([body.hub_id, body.name, body.version], [id, name, version]);
    assert.match(body.ed25519_public_key, /^[0-9a-f]{64}$/);
    assert.match(body.x25519_public_key, /^[0-9a-f]{64}$/);
    const key = Buffer.from(body.ed25519_public_key, 'hex');
    assert.equal(hex(createHash('sha256').update(key).digest()), body.hub_id);
  });

  test('does not let anybody name a user but the user', async () => {
    const { code } = (await register(relay.place, new User().registration)).body;
    const { status } = await ask(relay.place, `/users/${code}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Not mine' }),
    });
    assert.ok(status >= 400 && status < 500, `${status}`);
    assert.equal((await ask(relay.place, `/users/${code}`)).body.name, null);
  });
});

describe('connecting', () => {
  for (const path of ['/ws', '/ws-chat']) {
    for (const [name, form] of Object.entries({ canonical, stringified })) {
      test(`works on ${path} with a signature over the ${name} form`, async () => {
        const client = await relay.documentClient({ path, form });
        await client.socket.ping();
        await client.close();
      });
    }
  }

  test('by the subprotocol is as fresh as by the query', async () => {
    const client = new Client(relay.place);
    await client.register();
    const socket = await Socket.open(client.place, '/ws', { subprotocol: 'handfast.relay.1' });
    assert.equal(socket.ws.protocol, 'handfast.relay.1');
    const { payload } = await socket.expect('hello');
    assert.equal(payload.hub_id, client.hub.hub_id);
    assert.equal(Buffer.from(payload.nonce, 'base64url').length, 32);
    const message = { type: 'connect', payload: { nonce: payload.nonce, hub: payload.hub_id } };
    socket.send(client.sign({ sender: client.code, message }));
    await socket.expect('connect_ack');
    await socket.close();
  });

  test('comes before everything else', async () => {
    const client = new Client(relay.place);
    await client.register();
    const socket = await Socket.open(client.place, '/ws');
    socket.send(client.sign({ sender: client.code, recipient: NOBODY, message: keyOf(client.user) }));
    assert.equal(await outcome(socket), 'not_connected');
    await socket.close();
  });

  test('with three sockets at a time is fine, each hears everything, and a fourth is refused', async () => {
    const bob = await relay.documentClient();
    await bob.connect();
    await bob.connect();
    const { socket: fourth, came } = await attempt(bob, { path: bob.path });
    assert.notEqual(came, 'connect_ack');
    fourth.terminate();

    const alice = await relay.documentClient();
    const text = alice.sendKey(bob.code);
    for (const socket of bob.sockets) assert.equal((await socket.expect('key_exchange')).text, text);
    await Promise.all([alice.close(), bob.close()]);
  });

  test('afresh closes the older sockets, and says why', async () => {
    const old = await relay.documentClient();
    await old.connect();
    const { socket, came } = await attempt(old, { fresh: true });
    assert.equal(came, 'connect_ack');
    for (const older of old.sockets) {
      const last = await older.untilClosed();
      const { reason } = await older.closed;
      assert.ok(reason !== '' || last.some(({ type, payload }) => type === 'error' && payload.detail !== ''));
    }
    await socket.close();
  });

  test('afresh once means afresh always', async () => {
    const client = await relay.client();
    await client.close();
    const { socket, came } = await attempt(client);
    assert.equal(came, 'refused');
    socket.terminate();
    await client.connect();
    await client.close();
  });

  test('afresh takes this hub and this nonce', async () => {
    const client = new Client(relay.place);
    await client.register();
    for (const wrong of [{ hub: '00'.repeat(32) }, { nonce: Buffer.alloc(32).toString('base64url') }]) {
      const { socket, came } = await attempt(client, { fresh: true, ...wrong });
      assert.notEqual(came, 'connect_ack', JSON.stringify(wrong));
      socket.terminate();
    }
  });

  test('shows in the console, and so does hanging up', async () => {
    const client = await relay.client();
    await hub.admin.connected(client.code);
    client.socket.terminate();
    await hub.admin.until(async () => ((await hub.admin.deviceAt(client.code)).device.connected ? undefined : true));
  });

  test('is answered by pings as long as it lasts', async () => {
    const client = await relay.client();
    await once(client.socket.ws, 'ping');
    await client.socket.ping();
    await client.close();
  });
});

describe('an exchange', () => {
  test('gives both ends the same keys and words, and what they say is between the two of them', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    assert.deepEqual(alices.secret, bobs.secret);
    assert.deepEqual(alices.comparison, bobs.comparison);
    assert.ok('words' in alices.comparison);
    // What the hub saw go by is the same, if it is honest.
    const pairing = await hub.admin.until(async () => {
      const found = await relay.pairing(alice, bob);
      return shown(found, 'CHECK_WORDS') === undefined ? undefined : found;
    });
    assert.equal(pairing.standing, 'ESTABLISHED');
    assert.deepEqual([pairing.proposer.address, pairing.other.address], [alice.code, bob.code]);
    assert.deepEqual(shown(pairing, 'CHECK_WORDS'), alices.comparison.words);

    const { id } = alice.say(alices, 'read this, hub 🦔');
    assert.equal(await bob.listen(bobs), 'read this, hub 🦔');
    await alice.accepted(id);
    bob.say(bobs, 'read this, hub 🦔');
    assert.equal(await alice.listen(alices), 'read this, hub 🦔');
    await bob.close();
    await alice.accepted(alice.say(alices, 'waiting for Bob').id);
    for (const file of filesOf(hub.data)) {
      const bytes = readFileSync(file);
      for (const secret of ['read this, hub', 'waiting for Bob', Buffer.from(alices.secret), hex(alices.secret)]) {
        assert.ok(!bytes.includes(secret), `${file} holds what it must not`);
      }
    }
    await bob.connect();
    assert.equal(await bob.listen(bobs), 'waiting for Bob');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('between clients of the document is the document’s, byte for byte', async () => {
    for (const form of [canonical, stringified]) {
      const [alice, bob] = [await relay.documentClient({ form }), await relay.documentClient({ form })];
      const asked = alice.sendKey(bob.code);
      const heard = await bob.socket.expect('key_exchange');
      assert.equal(heard.text, asked);
      const answered = bob.sendKey(alice.code, 'key_exchange_ack');
      const answer = await alice.socket.expect('key_exchange_ack');
      assert.equal(answer.text, answered);
      assert.equal(alice.secretWith(answer), bob.secretWith(heard));
      await relay.paired(alice, bob);
      await Promise.all([alice.close(), bob.close()]);
    }
  });

  test('begun by a client of the document is answered by ours', async () => {
    const [old, ours] = [await relay.documentClient(), await relay.client()];
    old.sendKey(ours.code);
    const session = await ours.answer(await ours.hear('key_exchange'));
    const secret = old.secretWith(await old.socket.expect('key_exchange_ack'));
    assert.equal(hex(session.parts.agreement.with(session.peer.used)), secret);
    assert.ok('fingerprints' in session.comparison);
    await Promise.all([old.close(), ours.close()]);
  });

  test('begun by ours is answered by a client of the document', async () => {
    const [ours, old] = [await relay.client(), await relay.documentClient()];
    const initiator = ours.begin(old.code);
    const secret = old.secretWith(await old.socket.expect('key_exchange'));
    old.sendKey(ours.code, 'key_exchange_ack');
    const session = await ours.finish(initiator, await ours.hear('key_exchange_ack'));
    assert.equal(hex(session.parts.agreement.with(session.peer.used)), secret);
    await Promise.all([old.close(), ours.close()]);
  });

  test('that both begin at once comes to one', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const both = [alice.begin(bob.code), bob.begin(alice.code)];
    const heard = [await alice.hear('key_exchange'), await bob.hear('key_exchange')];
    const first = alice.code < bob.code ? 0 : 1;
    const [initiating, answering] = first === 0 ? [alice, bob] : [bob, alice];
    const [toInitiator, toAnswerer] = first === 0 ? heard : heard.reverse();
    assert.ok(toInitiator !== undefined && toAnswerer !== undefined);
    assert.equal(initiating.yieldsTo(toInitiator), false);
    const theirs = await answering.answer(toAnswerer);
    const answer = await initiating.hear('key_exchange_ack');
    const session = await initiating.finish(/** @type {any} */ (both[first]), answer);
    assert.deepEqual(session.secret, theirs.secret);
    await relay.paired(alice, bob);
    await Promise.all([alice.close(), bob.close()]);
  });

  test('passes on what a client wrote in its own way, byte for byte', async () => {
    const [alice, bob] = [await relay.documentClient({ path: '/ws' }), await relay.documentClient()];
    const key = alice.user.registration.ecdh_public_key;
    const data = `{ "message" : {"type":"\\u006bey_exchange" ,"payload":{"ecdh_public_key":"${key}", "note":"\\u00e9 é 🦔 \\/ ", "n":[ -9007199254740991,9007199254740991 ]}},\t"recipient":"${bob.code}","sender":"${alice.code}"}`;
    for (const signing of [data, canonical(JSON.parse(data))]) {
      const text = ` { "signature" : "${alice.user.sign(signing)}" , "data":${data} } `;
      alice.socket.send(text);
      const heard = await bob.socket.expect('key_exchange');
      assert.equal(heard.text, text);
      acknowledge(bob, heard);
      await dealtWith(bob);
    }
    await Promise.all([alice.close(), bob.close()]);
  });
});

describe('what is sent to somebody', () => {
  test('who is not there waits, and comes in order', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await bob.close();
    const texts = Array.from({ length: 20 }, (_, i) => `message ${i}`);
    for (const id of texts.map((text) => alice.say(alices, text).id)) await alice.accepted(id);
    await alice.close();
    await bob.connect();
    for (const text of texts) assert.equal(await bob.listen(bobs), text);
    await bob.close();
  });

  test('who was never there yet is a whole exchange, bit by bit', async () => {
    const [alice, bob] = [new Client(relay.place), new Client(relay.place)];
    await Promise.all([alice.register(), bob.register()]);
    await alice.connect();
    const initiator = alice.begin(bob.code);
    await alice.accepted([...alice.outbox.keys()][0] ?? '');
    await alice.close();
    await bob.connect();
    const bobs = await bob.answer(await bob.hear('key_exchange'));
    await bob.accepted([...bob.outbox.keys()][0] ?? '');
    await bob.close();
    await alice.connect();
    const alices = await alice.finish(initiator, await alice.hear('key_exchange_ack'));
    assert.deepEqual(alices.secret, bobs.secret);
    await alice.close();
  });

  test('who is there is accepted once it is acknowledged, and not before', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices] = await exchange(alice, bob);
    await dealtWith(alice);
    const { id } = alice.say(alices, 'do you have it?');
    const heard = await bob.hear('message', { acknowledge: false });
    await dealtWith(alice);
    assert.ok(alice.outbox.has(id), 'it was accepted before anybody had it');
    bob.acknowledge(heard);
    await alice.accepted(id);
    await Promise.all([alice.close(), bob.close()]);
  });

  test('whose socket dies before it is acknowledged waits after all', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await dealtWith(bob);
    const { id } = alice.say(alices, 'hold on');
    const lost = await bob.hear('message', { acknowledge: false });
    bob.socket.terminate();
    await alice.accepted(id);
    await bob.connect();
    const again = await bob.socket.expect('message');
    assert.equal(again.text, lost.text);
    assert.equal(bobs.open(again.payload), 'hold on');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('nobody is refused, and so is what is too old or too new', async () => {
    const [alice, bob] = await pair();
    await dealtWith(alice);
    for (const minutes of [-10, 10]) {
      const at = new Date(Date.now() + minutes * 60_000).toISOString();
      const message = { type: 'message', payload: {} };
      alice.socket.send(alice.sign({ sender: alice.code, recipient: bob.code, id: `${minutes}`, at, message }));
      const { payload } = await alice.hearServer('error');
      assert.ok(typeof payload.code === 'string' && typeof payload.detail === 'string');
    }
    await Promise.all([alice.close(), bob.close()]);
  });

  test('twice comes once', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    const { text } = alice.say(alices, 'once');
    await bob.listen(bobs);
    alice.socket.send(text);
    await dealtWith(alice);
    alice.say(alices, 'twice');
    const next = await bob.socket.expect('message');
    assert.equal(bobs.open(next.payload), 'twice');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('who does not come fills a mailbox, and no more', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await bob.close();
    await hub.admin.until(async () => ((await hub.admin.deviceAt(bob.code)).device.connected ? undefined : true));
    const ids = Array.from({ length: WAITING }, (_, i) => alice.say(alices, `${i}`).id);
    for (const id of ids) await alice.accepted(id);
    alice.say(alices, 'one too many');
    assert.equal(await alice.complaint(), 'mailbox_full');
    await bob.connect();
    for (let i = 0; i < WAITING; i++) assert.equal(await bob.listen(bobs), `${i}`);
    await dealtWith(bob);
    alice.say(alices, 'room again');
    assert.equal(await bob.listen(bobs), 'room again');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('by a stranger is one key_exchange at a time, the newest', async () => {
    const [stranger, bob] = [await relay.documentClient(), new Client(relay.place)];
    await bob.register();
    const text = stranger.sendKey(bob.code);
    stranger.socket.send(text);
    const newest = stranger.send(bob.code, keyOf(new User()));
    await dealtWith(stranger);
    await bob.connect();
    assert.equal((await bob.hear('key_exchange')).text, newest);
    await dealtWith(bob);
    assert.deepEqual([...bob.socket.arrived, ...stranger.socket.arrived], []);
    await Promise.all([stranger.close(), bob.close()]);
  });

  test('a client that connected afresh, and was written to its socket, is let go in a while', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await bob.close();
    await alice.accepted(alice.say(alices, 'gone').id);
    await bob.connect();
    const heard = await bob.hear('message', { acknowledge: false });
    assert.equal(bobs.open(heard.payload), 'gone');
    await once(bob.socket.ws, 'ping');
    await bob.close();
    await bob.connect();
    alice.say(alices, 'here');
    assert.equal(bobs.open((await bob.socket.expect('message')).payload), 'here');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('a client of the document stays until it is acknowledged, whoever replays its connect', async () => {
    const [alice, bob] = [await relay.client(), await relay.documentClient()];
    const { greeting } = bob;
    await bob.close();
    await hub.admin.until(async () => ((await hub.admin.deviceAt(bob.code)).device.connected ? undefined : true));
    alice.begin(bob.code);
    await alice.accepted([...alice.outbox.keys()][0] ?? '');

    const thief = await Socket.open(relay.place, '/ws-chat');
    thief.send(greeting);
    await thief.expect('connect_ack');
    const { text } = await thief.expect('key_exchange');
    await once(thief.ws, 'ping');
    await thief.close();

    const socket = await bob.connect();
    const heard = await socket.expect('key_exchange');
    assert.equal(heard.text, text);
    acknowledge(bob, heard);
    await dealtWith(bob);
    const later = await bob.connect();
    await dealtWith(bob);
    assert.deepEqual(later.arrived, []);
    await Promise.all([alice.close(), bob.close()]);
  });
});

describe('the administrator', () => {
  test('blocks a device, which is cut off and refused until that is lifted', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await relay.block(bob);
    await bob.socket.closed;
    const { socket, came } = await attempt(bob, { fresh: true }).catch(() => ({ socket: undefined, came: 'closed' }));
    assert.ok(came === 'refused' || came === 'closed', came);
    socket?.terminate();
    await relay.unblock(bob);
    await bob.connect();
    alice.say(alices, 'welcome back');
    assert.equal(await bob.listen(bobs), 'welcome back');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('revokes a pairing, and both sides are told at once', async () => {
    const [alice, bob] = [await relay.client(), await relay.client()];
    const [alices, bobs] = await exchange(alice, bob);
    await relay.paired(alice, bob);
    await relay.revoke(alice, bob);
    assert.ok(JSON.stringify((await alice.hearServer('pairing_revoked')).payload).includes(bob.code));
    assert.ok(JSON.stringify((await bob.hearServer('pairing_revoked')).payload).includes(alice.code));
    assert.equal(await relay.pairing(alice, bob), undefined);
    alice.say(alices, 'are you there?');
    assert.equal(await alice.complaint(), 'refused');
    bob.say(bobs, 'are you there?');
    assert.equal(await bob.complaint(), 'refused');
    await Promise.all([alice.close(), bob.close()]);
  });

  test('revokes a pairing, and who is not there is told when back', async () => {
    const [alice, bob] = await pair();
    await relay.paired(alice, bob);
    await Promise.all([alice.close(), bob.close()]);
    await relay.revoke(alice, bob);
    for (const [one, other] of /** @type {const} */ ([
      [alice, bob],
      [bob, alice],
    ])) {
      await one.connect();
      assert.ok(JSON.stringify((await one.hearServer('pairing_revoked')).payload).includes(other.code));
      await one.close();
    }
  });

  test('has revoked a pairing that the very bytes which made it do not bring back', async () => {
    const [alice, bob] = [await relay.documentClient(), await relay.documentClient()];
    const asked = alice.sendKey(bob.code);
    await bob.socket.expect('key_exchange');
    const answered = bob.sendKey(alice.code, 'key_exchange_ack');
    await alice.socket.expect('key_exchange_ack');
    await relay.paired(alice, bob);
    await relay.revoke(alice, bob);
    await alice.socket.expect('pairing_revoked');
    await bob.socket.expect('pairing_revoked');

    for (const [client, text] of /** @type {[DocumentClient, string][]} */ ([
      [alice, asked],
      [bob, answered],
    ])) {
      client.socket.send(text);
      const last = { sender: client.code, recipient: NOBODY, message: keyOf(client.user) };
      client.socket.send(signed(client.user, last, stringified));
      await client.socket.until(
        () => client.socket.arrived.find((frame) => frame.payload?.code === 'unknown_recipient'),
        'the answer to what was said last',
      );
    }
    assert.equal(await relay.pairing(alice, bob), undefined);
    for (const { socket } of [alice, bob]) {
      assert.deepEqual(
        socket.arrived.filter((frame) => frame.sender !== 'server').map((frame) => frame.text),
        [],
      );
    }
    await Promise.all([alice.close(), bob.close()]);
  });
});
