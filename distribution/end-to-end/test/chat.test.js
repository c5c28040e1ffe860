/** Clients that share no code with the hub meet in its rooms, let others in, and say to each other what it cannot read. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { PROTOCOL } from '../chat/identity.js';
import { Peer } from '../chat/peer.js';
import { assertTalk, Chat, freshRoom, friends, greeted, introduce, refused } from '../parts/chat.js';
import { Hub } from '../parts/hub.js';

const PERSISTENT = ['attic', 'cellar', 'loft'];

/** @type {Hub} */
let hub;
/** @type {Chat} */
let chat;

before(async () => {
  hub = await Hub.start({ settings: { 'chat-join.persistent-rooms': PERSISTENT.join(',') } });
  chat = await Chat.of(hub);
});
after(() => hub.stop());

/** @param {string} folder @returns {string[]} all files in it */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @returns {Promise<{ room: string, ada: Peer, bob: Peer, zoe: Peer }>} two in a room, and one that is to come */
async function twoAndOne() {
  const room = freshRoom();
  const [ada, bob, zoe] = friends('Ada', 'Bob', 'Zoe');
  assert.ok(ada !== undefined && bob !== undefined && zoe !== undefined);
  await chat.gather(room, ada, bob);
  return { room, ada, bob, zoe };
}

/** @param {Peer} peer @param {string} code with which it was turned away, and by which number its socket was closed */
async function turnedAway(peer, code, closed = /^(0|1000|1008)$/) {
  await peer.running;
  assert.equal(peer.fault, undefined, `${peer}`);
  assert.equal(peer.turnedAway?.code, code, `${peer}`);
  assert.ok(peer.turnedAway?.reason !== '');
  assert.match(String(peer.channel.ended?.code), closed);
}

describe('a room', () => {
  test('is open to its first user, alone', async () => {
    for (const way of /** @type {const} */ (['ws', 'lines'])) {
      const ada = await chat.enter(new Peer(), freshRoom(), way);
      await ada.joined();
      assert.deepEqual(ada.acknowledged, { type: 'ack', members: 1 });
      await ada.leave();
    }
  });

  test('of three, by WebSocket and by lines, is one in which all hear each other', async () => {
    const { ada, bob, eve } = await chat.three();
    assert.deepEqual(ada.roster.members, [ada.id, bob.id, eve.id]);
    await assertTalk(ada, bob, eve);
    for (const peer of [bob, eve]) {
      assert.equal(peer.compared.get(ada.id)?.words.length, 4);
      assert.deepEqual(peer.compared.get(ada.id), ada.compared.get(peer.id));
    }
    assert.equal(eve.names.size, 0);
    assert.deepEqual([...ada.names.values()], ['Bob', 'Eve']);
    await Promise.all([ada, bob, eve].map((peer) => peer.leave()));
  });

  test('is not read by the hub', async () => {
    const { ada, bob, eve } = await chat.three();
    ada.say('read this, hub 🦔');
    assert.equal((await bob.hears()).text, 'read this, hub 🦔');
    const { key } = ada.epochs.current ?? {};
    assert.ok(key !== undefined);
    for (const file of filesOf(hub.data)) {
      const bytes = readFileSync(file);
      const secrets = [
        Buffer.from(key),
        Buffer.from(key).toString('hex'),
        Buffer.from(key).toString('base64url'),
        'read this, hub',
      ];
      for (const secret of secrets) assert.ok(!bytes.includes(secret), `${file} holds what it must not`);
    }
    await Promise.all([ada, bob, eve].map((peer) => peer.leave()));
  });

  test('takes in who shows no key', async () => {
    const room = freshRoom();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => new Peer({ name, habits: { proves: false } }));
    assert.ok(ada !== undefined && bob !== undefined);
    introduce(ada, bob);
    await chat.gather(room, ada, bob);
    await assertTalk(ada, bob);
    await Promise.all([ada.leave(), bob.leave()]);
  });

  test('takes in two newcomers at once', async () => {
    const room = freshRoom();
    const [ada, bob, eve] = friends('Ada', 'Bob', 'Eve');
    assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
    await chat.gather(room, ada);
    await Promise.all([chat.enter(bob, room), chat.enter(eve, room, 'lines')]);
    await Promise.all([bob.joined(), eve.joined()]);
    await Promise.all([greeted(ada, bob), greeted(ada, eve)]);
    await ada.until(() => ada.roster.members.length === 3, 'three');
    const [second, third] = ada.roster.members[1] === bob.id ? [bob, eve] : [eve, bob];
    await second.until(() => second.names.has(third.id), 'a greeting');
    await assertTalk(ada, bob, eve);
    await Promise.all([ada, bob, eve].map((peer) => peer.leave()));
  });

  test('asks the next member where one does not know the newcomer', async () => {
    const { room, ada, bob, zoe } = await twoAndOne();
    ada.trust.remove(zoe.id);
    await chat.enter(zoe, room);
    await zoe.joined();
    assert.deepEqual([...zoe.compared.keys()], [bob.id]);
    await Promise.all([greeted(ada, zoe), greeted(bob, zoe)]);
    await assertTalk(ada, bob, zoe);
    await Promise.all([ada, bob, zoe].map((peer) => peer.leave()));
  });

  test('turns a stranger away, and goes on', async () => {
    const { room, ada, bob } = await twoAndOne();
    for (const way of /** @type {const} */ (['ws', 'lines'])) {
      await turnedAway(await chat.enter(new Peer(), room, way), 'unknown_here');
    }
    await assertTalk(ada, bob);
    await Promise.all([ada.leave(), bob.leave()]);
  });

  test('is left by a newcomer that does not know its voucher, and the voucher is told', async () => {
    const { room, ada, bob, zoe } = await twoAndOne();
    zoe.trust.remove(ada.id);
    await chat.enter(zoe, room);
    await zoe.running;
    assert.match(zoe.fault?.message ?? '', /is not known here/);
    await ada.until(() => ada.vouchingFor.length === 0, 'its leave');
    await assertTalk(ada, bob);

    zoe.trust.add(ada.line);
    await chat.enter(zoe, room);
    await zoe.joined();
    await Promise.all([greeted(ada, zoe), greeted(bob, zoe)]);
    await assertTalk(ada, bob, zoe);
    await Promise.all([ada, bob, zoe].map((peer) => peer.leave()));
  });

  test('is another once all have left', async () => {
    const { room, ada, bob } = await twoAndOne();
    await ada.leave();
    await bob.joined(2);
    await bob.leave();
    const zoe = await chat.enter(new Peer(), room);
    await zoe.joined();
    assert.deepEqual(zoe.acknowledged, { type: 'ack', members: 1 });
    await zoe.leave();
  });
});

describe('when a member leaves', () => {
  for (const [how, leave] of /** @type {const} */ ([
    ['with a word', (/** @type {Peer} */ peer) => peer.leave()],
    ['without one', (/** @type {Peer} */ peer) => peer.hangUp()],
  ])) {
    test(`${how}, the others have a new key`, async () => {
      const { ada, bob, eve } = await chat.three();
      await leave(eve);
      await Promise.all([ada.joined(2), bob.joined(2)]);
      assert.deepEqual(ada.orders, [{ type: 'rekey', epoch: 2, by: ada.id, members: [ada.id, bob.id] }]);
      await assertTalk(ada, bob);
      await leave(ada);
      await bob.joined(3);
      assert.deepEqual(bob.orders.at(-1), { type: 'rekey', epoch: 3, by: bob.id, members: [bob.id] });
      await bob.leave();
    });
  }

  test('who was the oldest, the next makes the key, and a newcomer gets it', async () => {
    const { room, ada, bob, eve } = await chat.three();
    await ada.leave();
    await Promise.all([bob.joined(2), eve.joined(2)]);
    assert.equal(bob.orders.at(-1)?.by, bob.id);
    const zoe = new Peer({ name: 'Zoe' });
    introduce(bob, zoe);
    await chat.enter(zoe, room);
    await zoe.joined(2);
    await Promise.all([greeted(bob, zoe), greeted(eve, zoe)]);
    await assertTalk(bob, eve, zoe);
    await Promise.all([bob, eve, zoe].map((peer) => peer.leave()));
  });

  test('and others with it, one new key covers them all', async () => {
    const { ada, bob, eve } = await chat.three();
    const { room } = ada;
    const zoe = new Peer({ name: 'Zoe' });
    introduce(ada, zoe);
    await chat.enter(zoe, room);
    await zoe.joined();
    await Promise.all([greeted(ada, zoe), greeted(bob, zoe)]);
    await Promise.all([eve.hangUp(), zoe.hangUp()]);
    await ada.until(() => ada.orders.some(({ members }) => members.join() === [ada.id, bob.id].join()), 'an order');
    const { epoch } = ada.orders.at(-1) ?? {};
    await Promise.all([ada.joined(epoch), bob.joined(epoch)]);
    assert.ok(ada.orders.length <= 2, 'one when the first left, and one for all who left within the second after it');
    // The first order may name who was leaving.
    for (const { code } of ada.errors.splice(0)) assert.equal(code, 'unknown_recipient');
    await assertTalk(ada, bob);
    await Promise.all([ada.leave(), bob.leave()]);
  });

  test('a member that lost its key asks for another, once a minute', async () => {
    const { ada, bob, eve } = await chat.three();
    bob.needKey();
    await Promise.all([ada, bob, eve].map((peer) => peer.joined(2)));
    await assertTalk(ada, bob, eve);
    bob.needKey();
    await refused(bob, 'rate_limited');
    await assertTalk(ada, bob, eve);
    await Promise.all([ada, bob, eve].map((peer) => peer.leave()));
  });
});

describe('an identity that is here', () => {
  test('is not another’s, without a proof', async () => {
    const { room, ada, bob } = await twoAndOne();
    for (const way of /** @type {const} */ (['ws', 'lines'])) {
      const other = new Peer({ identity: bob.identity, habits: { proves: false } });
      await turnedAway(await chat.enter(other, room, way), 'here_already');
    }
    assert.deepEqual(ada.orders, []);
    await assertTalk(ada, bob);
    await Promise.all([ada.leave(), bob.leave()]);
  });

  test('with a proof takes its seat, and the older socket is closed', async () => {
    const { ada, bob, eve } = await chat.three();
    const { room } = ada;
    const again = new Peer({ identity: ada.identity, name: 'Ada again' });
    again.trust.add(bob.line);
    await chat.enter(again, room);
    await turnedAway(ada, 'replaced', /^4001$/);
    await Promise.all([again, bob, eve].map((peer) => peer.joined(2)));
    const keys = [ada, bob, eve].map(({ line }) => line.split(':')[2]);
    const roster = [ada.id, bob.id, eve.id];
    assert.deepEqual(again.acknowledged, { type: 'ack', members: 3, roster, keys });
    assert.deepEqual(again.orders.at(-1), { type: 'rekey', epoch: 2, by: ada.id, members: roster });
    await assertTalk(again, bob, eve);
    await Promise.all([again, bob, eve].map((peer) => peer.leave()));
  });

  test('and is no longer the oldest, takes its seat where it was', async () => {
    const { room, ada, bob, eve } = await chat.three();
    const again = new Peer({ identity: bob.identity, name: 'Bob again' });
    again.trust.add(ada.line);
    await chat.enter(again, room, 'lines');
    await turnedAway(bob, 'replaced');
    await Promise.all([ada, again, eve].map((peer) => peer.joined(2)));
    await assertTalk(ada, again, eve);
    await Promise.all([ada, again, eve].map((peer) => peer.leave()));
  });
});

test('who does not do what it was asked for has twenty seconds', async () => {
  const [vouching, rekeying] = [await chat.three(), await chat.three()];
  // Ada does not answer for Zoe, so Bob is asked.
  const zoe = new Peer({ name: 'Zoe' });
  introduce(vouching.ada, zoe);
  introduce(vouching.bob, zoe);
  vouching.ada.habits.vouches = false;
  await chat.enter(zoe, vouching.room);
  // Ada makes no key once Eve has left, so Bob is to.
  rekeying.ada.habits.rekeys = false;
  await rekeying.eve.leave();

  await zoe.joined();
  assert.deepEqual([...zoe.compared.keys()], [vouching.bob.id]);
  vouching.ada.channel.send({ type: 'nack', identity: zoe.id });
  const codes = [(await vouching.ada.until(() => vouching.ada.errors.shift(), 'an error')).code];
  while (vouching.ada.errors.length > 0) codes.push(vouching.ada.errors.shift()?.code);
  assert.deepEqual(new Set(codes), new Set(['not_asked']));
  await greeted(vouching.ada, zoe);
  await greeted(vouching.bob, zoe);
  await greeted(vouching.eve, zoe);
  await assertTalk(vouching.ada, vouching.bob, vouching.eve, zoe);

  const { ada, bob } = rekeying;
  await Promise.all([ada.joined(3), bob.joined(3)]);
  assert.deepEqual(
    bob.orders.map(({ epoch, by }) => [epoch, by]),
    [
      [2, ada.id],
      [3, bob.id],
    ],
  );
  await assertTalk(ada, bob);
  await Promise.all([vouching.ada, vouching.bob, vouching.eve, zoe, ada, bob].map((peer) => peer.leave()));
});

describe('a persistent room', () => {
  test('keeps its members, who comes back has its seat, and who says bye has none', async () => {
    const [ada, bob, eve] = friends('Ada', 'Bob', 'Eve');
    assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
    await chat.gather('attic', ada, bob, eve);
    await bob.hangUp();
    await Promise.all([ada, eve].map((peer) => peer.joined()));
    await chat.enter(bob, 'attic', 'lines');
    await bob.joined(2);
    assert.deepEqual(bob.acknowledged?.roster, [ada.id, bob.id, eve.id]);
    const epoch = bob.epochs.current?.epoch;
    await Promise.all([ada.joined(epoch), eve.joined(epoch)]);
    await assertTalk(ada, bob, eve);

    await eve.leave();
    await ada.until(() => ada.roster.members.length === 2, 'two');
    const next = (epoch ?? 0) + 1;
    await Promise.all([ada.joined(next), bob.joined(next)]);
    await assertTalk(ada, bob);
    await chat.enter(eve, 'attic');
    await eve.joined();
    assert.equal(eve.acknowledged, undefined, 'it came as a newcomer');
    await Promise.all([greeted(ada, eve), greeted(bob, eve)]);
    await assertTalk(ada, bob, eve);
    for (const peer of [ada, bob, eve]) await peer.leave();
  });

  test('lets a newcomer wait while nobody is there', async () => {
    const [ada, zoe] = friends('Ada', 'Zoe');
    assert.ok(ada !== undefined && zoe !== undefined);
    await chat.gather('loft', ada);
    await ada.hangUp();
    await chat.enter(zoe, 'loft');
    await zoe.until(() => zoe.waiting, 'a word to wait');
    assert.deepEqual(zoe.waiting, { type: 'waiting', seconds: 600 });
    await chat.enter(ada, 'loft');
    await zoe.joined();
    await greeted(ada, zoe);
    await assertTalk(ada, zoe);
    await zoe.leave();
    await ada.leave();
  });

  test('is there again after the hub was killed, with its seniority and its epoch', async () => {
    const [ada, bob, eve] = friends('Ada', 'Bob', 'Eve');
    assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
    await chat.gather('cellar', ada, bob, eve);
    bob.needKey();
    await Promise.all([ada, bob, eve].map((peer) => peer.joined(2)));
    await assertTalk(ada, bob, eve);
    await hub.kill();
    await Promise.all([ada, bob, eve].map((peer) => peer.running));
    hub = await hub.again();
    chat = await Chat.of(hub, chat.known);

    let epoch = 2;
    for (const peer of [eve, bob, ada]) {
      await chat.enter(peer, 'cellar');
      await peer.until(() => peer.state === 'member', 'its seat');
      assert.deepEqual(peer.acknowledged?.roster, [ada.id, bob.id, eve.id]);
      await peer.joined(epoch + 1);
      epoch = peer.epochs.newest;
    }
    await Promise.all([ada, bob, eve].map((peer) => peer.joined(epoch)));
    await assertTalk(ada, bob, eve);
    for (const peer of [ada, bob, eve]) await peer.leave();
  });
});

describe('the administrator', () => {
  test('removes a member, who is told so, and hears nothing more', async () => {
    const { room, ada, bob, eve } = await chat.three();
    await chat.command('remove-member', { room, identity: bob.id });
    await turnedAway(bob, 'removed');
    await Promise.all([ada.joined(2), eve.joined(2)]);
    assert.equal(ada.roster.gone.get(bob.id), 'removed');
    await assertTalk(ada, eve);
    await Promise.all([ada.leave(), eve.leave()]);
  });

  test('closes a room, and all are told so', async () => {
    const { room, ada, bob, eve } = await chat.three();
    await chat.command('close-room', { room });
    for (const peer of [ada, bob, eve]) await turnedAway(peer, 'closed');
    const zoe = await chat.enter(new Peer(), room);
    await zoe.joined();
    assert.deepEqual(zoe.acknowledged, { type: 'ack', members: 1 });
    await zoe.leave();
  });

  test('says who may open a room, where rooms are its to open', async () => {
    const strict = await Hub.start({ settings: { 'chat-join.rooms': 'admin' } });
    const its = await Chat.of(strict);
    /** @param {Peer} peer */
    const question = (peer) =>
      strict.admin.until(async () =>
        (await strict.admin.questions()).find((q) => q.protocol === PROTOCOL && q.address === peer.id),
      );
    const [ada, bob] = friends('Ada', 'Bob');
    assert.ok(ada !== undefined && bob !== undefined);
    const room = freshRoom();
    await its.enter(ada, room);
    await strict.admin.answer(await question(ada), 'YES');
    await ada.joined();
    await its.enter(bob, room, 'lines');
    await bob.joined();
    await greeted(ada, bob);
    await assertTalk(ada, bob);

    const zoe = await its.enter(new Peer(), freshRoom());
    await strict.admin.answer(await question(zoe), 'NO');
    await turnedAway(zoe, 'not_allowed');
    await Promise.all([ada.leave(), bob.leave()]);
    await strict.stop();
  });
});
