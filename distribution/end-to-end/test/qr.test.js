/** Clients that share no code with the hub show each other codes, are connected by it, and say to each other what it cannot read. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Hub } from '../parts/hub.js';
import { assertConnected, heard, OPEN, Qr, refusal, refusedAsBroken } from '../parts/qr.js';
import { b64, unb64, unb64u } from '../qr/bytes.js';
import { Client } from '../qr/client.js';
import { HUB, parts } from '../qr/jws.js';
import { OwnEnd, Signer } from '../qr/keys.js';
import { checked, readKeyLine, withCheck } from '../qr/lines.js';
import { connect, invited } from '../qr/meeting.js';
import { now } from '../qr/request.js';
import { ask } from '../relay/http.js';

/** @typedef {import('../parts/qr.js').Couple} Couple */

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** As long as a code lasts, in seconds. */
const LASTS = 600;
/** Of one end that are taken a minute. */
const A_MINUTE = 60;
/** In the answer to one sync. */
const AT_ONCE = 200;
const LARGEST_BLOB = 8_192;

/** @type {Hub} */
let hub;
/** @type {Qr} */
let qr;

before(async () => {
  hub = await Hub.start({ settings: OPEN });
  qr = await Qr.of(hub);
});
after(() => hub.stop());

/** @param {Client} client @returns {any[]} what the hub said since this was asked last */
function said(client) {
  return client.messages.splice(0);
}

/** @param {Client} client @param {string} pairID of the peer @returns {any} all that was told of what was sent there, since this was asked last */
function told(client, pairID) {
  const rows = client.meta.splice(0).filter((row) => row.pairID === pairID);
  const all = (/** @type {string} */ state) => rows.flatMap((row) => row[state]);
  return { received: all('receivedPackets'), delivered: all('deliveredPackets'), deleted: all('deletedPackets') };
}

describe('an account', () => {
  test('is made at once where accounts are open, and is the same one again', async () => {
    const client = new Client(qr.place);
    const { status, body } = await client.register();
    assert.equal(status, 201);
    assert.match(body.account_id, UUID);
    assert.equal(body.state, 'active');
    assert.equal(unb64u(body.hub_key, 32).toString('hex'), client.hub.ed25519_public_key);

    const again = await client.register();
    assert.deepEqual([again.status, again.body], [200, body]);
    const renamed = new Client(qr.place, { signer: client.signer, name: 'Another name' });
    assert.equal((await renamed.register()).body.account_id, body.account_id);
    const other = await qr.client();
    assert.notEqual(other.accountId, body.account_id);
  });

  test('has nothing waiting when it is new', async () => {
    const client = await qr.client();
    const answer = await client.sync();
    assert.deepEqual([answer.syncMeta, answer.data, answer.serverMessages], [[], [], []]);
    assert.notEqual(answer.more, true);
    assert.deepEqual((await client.sync({})).data, []);
  });

  test('may be of the same key at another hub, with another id', async () => {
    const elsewhere = await Hub.start({ settings: OPEN });
    try {
      const signer = new Signer();
      const here = await qr.client({ signer });
      const there = await (await Qr.of(elsewhere)).client({ signer });
      assert.notEqual(there.accountId, here.accountId);
      assert.notEqual(there.hubId, here.hubId);
    } finally {
      await elsewhere.stop();
    }
  });

  test('is asked for by pages of any origin', async () => {
    const headers = {
      Origin: 'https://example.org',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,handfast-signature',
    };
    for (const path of ['/qr/accounts', '/qr/sync']) {
      const { status, headers: allowed } = await ask(qr.place, path, { method: 'OPTIONS', headers });
      assert.ok(status === 200 || status === 204, `${status}`);
      assert.match(allowed['access-control-allow-methods'] ?? '', /POST/);
      assert.match(allowed['access-control-allow-headers'] ?? '', /handfast-signature|\*/i);
    }
  });
});

describe('a connection', () => {
  test('is made by three codes, and both ends see the same words', async () => {
    const [alice, bob] = [await qr.client(), await qr.client()];
    const [own, bobs] = [new OwnEnd(), new OwnEnd()];
    const atBob = readKeyLine(checked(withCheck(alice.showFirst(own))), 'first');
    const atAlice = readKeyLine(bob.showSecond(bobs), 'second');
    assert.deepEqual([atBob.host, atAlice.host], [bob.host, alice.host]);

    const before_ = now();
    const invitation = await alice.initiate(own, atAlice);
    assert.ok(Math.abs(invitation.expires - before_ - LASTS) <= 5, `it expires at ${invitation.expires}`);
    const alices = alice.expect(own, atAlice);
    await alice.settle();
    assert.deepEqual(said(alice), [], 'nobody has confirmed it');

    const connection = bob.consider(bobs, atBob, invitation);
    assert.deepEqual(connection.comparison, alices.comparison);
    const { connectionId, ...rest } = await bob.confirm(connection, invitation);
    assert.equal(typeof connectionId, 'string');
    assert.deepEqual(rest, { type: 5, subType: 3, senderID: own.id, recipientID: bobs.id });

    await alice.settle();
    const [{ iat, jti, ...message }, ...more] = said(alice);
    const ids = { senderID: own.id, recipientID: bobs.id, connectionId };
    assert.deepEqual(message, { aud: alice.accountId, type: 5, subType: 3, ...ids });
    assert.deepEqual(more, []);
    assert.equal(alices.id, connectionId);
    await assertConnected({ alice, bob, alices, bobs: connection });
  });

  test('is one of many, also of the same two', async () => {
    const [alice, bob, carol] = [await qr.client(), await qr.client(), await qr.client()];
    const all = [await connect(alice, bob), await connect(alice, bob), await connect(bob, alice)];
    const carols = await connect(carol, alice);
    assert.equal(new Set([...all, carols].map(([{ id }]) => id)).size, 4);
    for (const [i, [alices, bobs]] of all.entries()) {
      const one = alice.connections.get(alices.own.id) === alices ? alice : bob;
      await one.say(alices, `on ${i}`);
      await one.settle();
      await (one === alice ? bob : alice).settle();
      assert.deepEqual(heard(bobs), [`on ${i}`]);
    }
    await assertConnected({ alice: carol, bob: alice, alices: carols[0], bobs: carols[1] });
  });

  test('is told to the first at once, if she listens', async () => {
    for (const inQuery of [false, true]) {
      const [alice, bob] = [await qr.client(), await qr.client()];
      const live = await alice.live({ inQuery });
      const { bobs, seen, alices, invitation } = await invited(alice, bob);
      await bob.confirm(bob.consider(bobs, seen.atBob, invitation), invitation);
      await alice.until(live, () => alices.id);
      await live.close();
      await alice.settle();
      assert.equal(said(alice).length, 1, 'it is told once');
    }
  });

  test('is told until the first acknowledges it, as one message, signed anew', async () => {
    const [alice, bob] = [await qr.client(), await qr.client()];
    const { bobs, seen, invitation } = await invited(alice, bob);
    await bob.confirm(bob.consider(bobs, seen.atBob, invitation), invitation);
    const texts = [];
    for (const _ of [1, 2]) texts.push(...(await alice.sync({})).serverMessages);
    assert.equal(texts.length, 2);
    const [one, two] = texts.map(parts);
    assert.deepEqual([one?.header.kid, one?.payload.jti], [HUB, two?.payload.jti]);
    assert.equal(said(alice).length, 1);
    await alice.settle();
    assert.deepEqual((await alice.sync({})).serverMessages, []);
  });

  test('is signed by the hub once, for whoever repeats the same bytes', async () => {
    const [alice, bob] = [await qr.client(), await qr.client()];
    const { own, seen, step, invitation, bobs } = await invited(alice, bob);
    assert.deepEqual(await alice.initiate(own, seen.atAlice, step), invitation);
    await bob.confirm(bob.consider(bobs, seen.atBob, invitation), invitation);
  });

  test('is there for whoever lost the answer, and asks again', async () => {
    const [alice, bob] = [await qr.client(), await qr.client()];
    const { bobs, seen, alices, invitation } = await invited(alice, bob);
    const connection = bob.consider(bobs, seen.atBob, invitation);
    const step = bob.confirming(bobs, invitation);
    const { status, body } = await bob.post('/qr/connections/confirm', step);
    assert.equal(status, 200);
    for (const again of [step, bob.confirming(bobs, invitation)]) {
      const answer = await bob.post('/qr/connections/confirm', again);
      const { connectionId } = refusal(answer, 409, again === step ? /^(used|repeated)$/ : 'used');
      assert.equal(connectionId, body.connectionId);
    }
    bob.confirmed(connection, body.connectionId);
    await alice.settle();
    await assertConnected({ alice, bob, alices, bobs: connection });
  });
});

describe('packets', () => {
  test('are delivered at each sync until they are acknowledged, and the sender is told of each step', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    alice.meta.splice(0);
    const { packetID, blob } = await alice.say(alices, 'Hello');
    const { syncMeta } = await alice.sync();
    const row = syncMeta.find((/** @type {any} */ each) => each.pairID === bobs.own.id);
    assert.equal(row.target, 'sender');
    assert.deepEqual(told(alice, bobs.own.id), { received: [packetID], delivered: [], deleted: [] });

    for (const _ of [1, 2]) {
      assert.deepEqual((await bob.sync({})).data, [{ pairID: bobs.own.id, packetID, blob }]);
    }
    assert.deepEqual(heard(bobs), ['Hello']);
    await alice.sync();
    assert.deepEqual(told(alice, bobs.own.id), { received: [], delivered: [packetID], deleted: [] });

    await bob.sync();
    assert.deepEqual((await bob.sync()).data, []);
    await alice.sync();
    assert.deepEqual(told(alice, bobs.own.id), { received: [], delivered: [], deleted: [packetID] });
    await alice.sync();
    assert.deepEqual(told(alice, bobs.own.id), { received: [], delivered: [], deleted: [] });
  });

  test('tell each end its own role', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await alice.say(alices, 'from the sender');
    await bob.say(bobs, 'from the recipient');
    const [one, two] = [await alice.sync(), await bob.sync()];
    assert.deepEqual(targets(one.syncMeta, alices.peer.id), ['sender']);
    assert.deepEqual(targets(two.syncMeta, bobs.peer.id), ['recipient']);
  });

  test('are acknowledged in the document’s spelling, too', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const { packetID } = await alice.say(alices, 'Hello');
    await alice.sync();
    await bob.sync({ lastPacketsRecieved: [] });
    assert.deepEqual(heard(bobs), ['Hello']);
    const answer = await bob.sync({ lastPacketsRecieved: [{ pairID: bobs.own.id, packetIDs: [packetID] }] });
    assert.deepEqual(answer.data, []);
  });

  test('come in their order, and as many as one answer bears', async () => {
    const bob = await qr.client();
    const sent = [];
    const ends = [];
    for (let i = 0; i < 4; i++) {
      const alice = await qr.client();
      const [alices, bobs] = await connect(alice, bob);
      for (let j = 0; j < A_MINUTE; j++) await alice.say(alices, `${i} ${j}`);
      sent.push(...alice.body.data.map(({ packetID }) => packetID));
      ends.push(bobs);
      await alice.sync();
    }
    const first = await bob.sync();
    assert.equal(first.data.length, AT_ONCE);
    assert.equal(first.more, true);
    const second = await bob.sync();
    assert.notEqual(second.more, true);
    const came = [...first.data, ...second.data].map(({ packetID }) => packetID);
    assert.deepEqual(came, sent);
    for (const [i, bobs] of ends.entries()) {
      assert.deepEqual(
        heard(bobs),
        Array.from({ length: A_MINUTE }, (_, j) => `${i} ${j}`),
      );
    }
  });

  test('of 1 MiB come in two answers', async () => {
    const bob = await qr.client();
    let sent = 0;
    for (let i = 0; i < 3; i++) {
      const alice = await qr.client();
      const [alices] = await connect(alice, bob);
      const text = 'x'.repeat(7_900);
      for (let j = 0; j < 46; j++) {
        sent += unb64((await alice.say(alices, text)).blob).length;
        // A body is 1 MiB at most, too.
        if (j === 23) await alice.sync();
      }
      await alice.sync();
    }
    assert.ok(sent > 1_048_576);
    const { data, more } = await bob.sync();
    const size = data.reduce((/** @type {number} */ sum, /** @type {any} */ { blob }) => sum + unb64(blob).length, 0);
    assert.ok(more === true && size <= 1_048_576, `${size} bytes came at once`);
    await bob.settle();
    assert.equal([...bob.connections.values()].flatMap(heard).length, 3 * 46);
  });

  test('are of any bytes, up to the largest', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const [packetIDs, blobs] = [
      [crypto.randomUUID(), crypto.randomUUID()],
      [b64(Buffer.alloc(LARGEST_BLOB, 0xff)), b64(Buffer.of(0))],
    ];
    const data = blobs.map((blob, i) => ({ pairID: alices.peer.id, packetID: packetIDs[i], blob }));
    await alice.sync({ data });
    const { status, body } = await bob.post('/qr/sync', {});
    assert.equal(status, 200);
    assert.deepEqual(
      body.data,
      data.map((packet) => ({ ...packet, pairID: bobs.own.id })),
    );
  });

  test('sent twice are stored once', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const packet = await alice.say(alices, 'once');
    const body = { data: [packet] };
    await alice.sync(body);
    await alice.sync(body);
    await alice.sync({ data: [packet, packet] });
    assert.equal((await bob.sync()).data.length, 1);
    await bob.settle();
    await alice.sync(body);
    await bob.settle();
    assert.deepEqual(heard(bobs), ['once']);
  });

  test('of both directions may have one id', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const packetID = crypto.randomUUID();
    const blob = b64(Buffer.from('whatever'));
    await alice.sync({ data: [{ pairID: alices.peer.id, packetID, blob }] });
    await bob.post('/qr/sync', { data: [{ pairID: bobs.peer.id, packetID, blob }] });
    const { body } = await alice.post('/qr/sync', {});
    assert.deepEqual(body.data, [{ pairID: alices.own.id, packetID, blob }]);
  });

  test('go by the live stream to whoever listens, and are acknowledged there', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await bob.say(bobs, 'while you were away');
    await bob.sync();
    const [one, two] = [await alice.live(), await bob.live({ inQuery: true })];
    await alice.until(one, () => (alices.heard.length > 0 ? true : undefined));
    assert.deepEqual(heard(alices), ['while you were away']);
    for (const text of ['one', 'two', 'three']) {
      await alice.say(alices, text);
      await alice.push(one);
      await bob.until(two, () => (bobs.heard.length > 0 ? true : undefined));
      assert.deepEqual(heard(bobs), [text]);
      await bob.say(bobs, `${text} to you`);
      await bob.push(two);
      await alice.until(one, () => (alices.heard.length > 0 ? true : undefined));
      assert.deepEqual(heard(alices), [`${text} to you`]);
    }
    await alice.push(one);
    await Promise.all([one.close(), two.close()]);
    await Promise.all([alice.settle(), bob.settle()]);
    for (const client of [alice, bob]) assert.deepEqual((await client.sync({})).data, []);
    assert.deepEqual([heard(alices), heard(bobs)], [[], []]);
  });

  test('sent by sync reach who listens', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const live = await bob.live();
    await alice.say(alices, 'by sync');
    await alice.sync();
    await bob.until(live, () => (bobs.heard.length > 0 ? true : undefined));
    live.terminate();
    // It was not acknowledged.
    assert.equal((await bob.sync({})).data.length, 1);
    assert.deepEqual(heard(bobs), ['by sync']);
  });

  test('go on under new keys, once both ends have sent one', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    alice.put(await alices.rekey());
    await alice.settle();
    await alice.say(alices, 'still under the old ones');
    await alice.settle();
    await bob.settle();
    assert.deepEqual([alices.rekeyed, bobs.rekeyed], [0, 0]);
    await bob.say(bobs, 'also');
    bob.put(await bobs.rekey());
    assert.equal(bobs.rekeyed, 1);
    await bob.say(bobs, 'under the new ones');
    await bob.settle();
    await alice.settle();
    assert.equal(alices.rekeyed, 1);
    assert.deepEqual([heard(alices), heard(bobs)], [['also', 'under the new ones'], ['still under the old ones']]);
    await assertConnected({ alice, bob, alices, bobs });
  });

  test('are nothing that the hub can read', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await alice.say(alices, 'read this, hub 🦔');
    await alice.sync();
    const secrets = [alices.own, bobs.own].flatMap(({ agreement, pair, nonce }) => [
      agreement.privateKey,
      pair.privateKey,
      nonce,
    ]);
    for (const file of filesOf(hub.data)) {
      const bytes = readFileSync(file);
      for (const secret of ['read this, hub', ...secrets]) {
        assert.ok(!bytes.includes(Buffer.from(secret)), `${file} holds what it must not`);
      }
    }
    await bob.settle();
    assert.deepEqual(heard(bobs), ['read this, hub 🦔']);
  });
});

describe('a connection that is paused', () => {
  /** @param {Couple} couple @returns {Promise<void>} holds that neither end can send */
  async function assertPaused({ alice, bob, alices, bobs }) {
    for (const [client, connection] of /** @type {const} */ ([
      [alice, alices],
      [bob, bobs],
    ])) {
      const body = { data: [await connection.say('now?')] };
      refusal(await client.post('/qr/sync', body), 409, 'paused');
    }
  }

  test('carries nothing either way until who paused it resumes', async () => {
    for (const which of /** @type {const} */ (['own', 'peer'])) {
      const couple = await qr.couple();
      const { alice, bob, alices, bobs } = couple;
      await alice.pause(alices[which].id);
      await assertPaused(couple);
      await bob.resume(bobs[which].id);
      await assertPaused(couple);
      await alice.resume(alices[which].id);
      await assertConnected(couple);
    }
  });

  test('by both is to be resumed by both', async () => {
    const couple = await qr.couple();
    const { alice, bob, alices, bobs } = couple;
    await bob.pause(bobs.own.id);
    await alice.pause(alices.own.id);
    await alice.resume(alices.own.id);
    await assertPaused(couple);
    await bob.resume(bobs.own.id);
    await assertConnected(couple);
  });

  test('can be broken', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await alice.pause(alices.own.id);
    await bob.break(bobs.own.id);
    await alice.settle();
    assert.equal(alices.hasEnded, true);
  });
});

describe('a connection that is broken', () => {
  for (const [who, which] of /** @type {const} */ ([
    ['alice', 'own'],
    ['alice', 'peer'],
    ['bob', 'own'],
    ['bob', 'peer'],
  ])) {
    test(`by ${who}, by the id of ${which === 'own' ? 'that' : 'the other'} end, is for good, and the other is told`, async () => {
      const couple = await qr.couple();
      const { alice, bob } = couple;
      const [breaker, other] = who === 'alice' ? [alice, bob] : [bob, alice];
      const [its, others] = who === 'alice' ? [couple.alices, couple.bobs] : [couple.bobs, couple.alices];
      await breaker.say(its, 'too late');
      await breaker.sync();
      await breaker.break(its[which].id);

      await other.settle();
      const [{ iat, jti, ...message }, ...more] = said(other);
      assert.deepEqual(message, {
        aud: other.accountId,
        type: 5,
        subType: 5,
        ...its.ids,
        connectionId: its.id,
      });
      assert.deepEqual([more, others.hasEnded], [[], true]);
      await breaker.settle();
      assert.deepEqual([said(breaker), heard(others)], [[], []], 'what waited is dropped');
      for (const [client, connection] of /** @type {const} */ ([
        [breaker, its],
        [other, others],
      ])) {
        const body = { data: [await connection.say('hello?')] };
        refusedAsBroken(await client.post('/qr/sync', body));
      }

      const { alices, bobs } = couple;
      const invitation = await alice.post(
        '/qr/connections/initiate',
        alice.initiating(/** @type {OwnEnd} */ (alices.own), new OwnEnd().id),
      );
      refusal(invitation, 409, /^(in-use|used)$/);
      const towards = await alice.post('/qr/connections/initiate', alice.initiating(new OwnEnd(), bobs.own.id));
      refusal(towards, 409, /^(in-use|used)$/);
    });
  }

  test('is broken for whoever was about to acknowledge and to answer', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    await alice.say(alices, 'goodbye');
    await alice.sync();
    await bob.sync();
    assert.deepEqual(heard(bobs), ['goodbye']);
    await bob.say(bobs, 'wait');
    const { status, text } = await alice.post(`/qr/connections/${alices.own.id}/break`);
    assert.deepEqual([status, text], [204, '']);
    await bob.settle();
    assert.equal(bobs.hasEnded, true);
    const others = await connect(bob, alice);
    await assertConnected({ alice: bob, bob: alice, alices: others[0], bobs: others[1] });
  });

  test('is told at once to who listens', async () => {
    const { alice, bob, alices, bobs } = await qr.couple();
    const live = await bob.live();
    await alice.break(alices.own.id);
    await bob.until(live, () => bobs.hasEnded || undefined);
    live.terminate();
  });

  test('can be made anew, with other keys', async () => {
    const { alice, bob, alices } = await qr.couple();
    await alice.break(alices.own.id);
    const [again, bobs] = await connect(alice, bob);
    await bob.settle();
    await assertConnected({ alice, bob, alices: again, bobs });
  });
});

describe('a hub that is started again', () => {
  test('goes on where everybody was', async () => {
    const connected = await qr.couple();
    await connected.alice.say(connected.alices, 'before');
    await connected.alice.sync();
    const [alice, bob] = [await qr.client(), await qr.client()];
    const { own, seen, step, alices, bobs, invitation } = await invited(alice, bob);

    await hub.stop();
    hub = await hub.again();
    qr = await Qr.of(hub);
    for (const { place } of [alice, bob, connected.alice, connected.bob]) place.port = qr.port;

    await connected.bob.settle();
    assert.deepEqual(heard(connected.bobs), ['before']);
    await assertConnected(connected);
    for (const client of [alice, bob]) assert.equal((await client.register()).status, 200);
    assert.deepEqual(await alice.initiate(own, seen.atAlice, step), invitation, 'the clock has gone on');
    const connection = bob.consider(bobs, seen.atBob, invitation);
    await bob.confirm(connection, invitation);
    await alice.settle();
    await assertConnected({ alice, bob, alices, bobs: connection });
  });
});

/** @param {any[]} rows @param {string} pairID @returns {string[]} */
function targets(rows, pairID) {
  return rows.filter((row) => row.pairID === pairID).map(({ target }) => target);
}

/** @param {string} folder @returns {string[]} */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
