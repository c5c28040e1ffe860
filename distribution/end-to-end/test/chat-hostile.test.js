/**
 * What strangers, newcomers and members may try at the hub's rooms. The hub says what was wrong, serves the next room, and logs
 * nothing.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { WebSocket } from 'ws';

import { LineChannel } from '../chat/channel.js';
import { Identity } from '../chat/identity.js';
import { Peer } from '../chat/peer.js';
import { proof, prove } from '../chat/proof.js';
import { assertTalk, Chat, freshRoom, friends, introduce, outcome, refused } from '../parts/chat.js';
import { Hub } from '../parts/hub.js';
import { anotherAddress } from '../parts/relay.js';
import { b64u } from '../qr/bytes.js';
import { Agreement } from '../relay/keys.js';

/** @typedef {import('../chat/channel.js').Channel} Channel */
/** @typedef {import('../parts/chat.js').Way} Way */

const LARGEST = 16_384;
const LARGEST_RELAY = 131_072;
const IN_A_ROW = 5;
const WAYS = /** @type {readonly Way[]} */ (['ws', 'lines']);

/** @type {Hub} */
let hub;
/** @type {Chat} */
let chat;
let quiet = '';

before(async () => {
  hub = await Hub.start({ settings: { 'limit.frame-seconds': '2' } });
  chat = await Chat.of(hub);
  quiet = hub.log;
});
afterEach(async () => {
  assert.equal(hub.log, quiet, 'the hub logged what a stranger did');
  const { ada, bob, eve } = await chat.three();
  await assertTalk(ada, bob, eve);
  await leave(ada, bob, eve);
});
after(() => hub.stop());

/** @param {...Peer} peers */
async function leave(...peers) {
  for (const peer of peers) if (peer.state !== 'gone') await peer.leave();
}

/** @param {string} type of a frame @param {number} size in bytes @param {Record<string, unknown>} [more] @returns {string} that large */
function sized(type, size, more = {}) {
  const frame = { type, ...more, padding: '' };
  return JSON.stringify({ ...frame, padding: 'x'.repeat(size - JSON.stringify(frame).length) });
}

/** @returns {Promise<{ room: string, ada: Peer, bob: Peer }>} two in a room */
async function two() {
  const room = freshRoom();
  const [ada, bob] = friends('Ada', 'Bob');
  assert.ok(ada !== undefined && bob !== undefined);
  await chat.gather(room, ada, bob);
  return { room, ada, bob };
}

/** @param {Channel} channel @param {string} code of the nack with which it is closed */
async function turnedAway(channel, code) {
  const said = await channel.untilClosed();
  assert.deepEqual(
    said.map((frame) => frame.code),
    [code],
    JSON.stringify(said),
  );
}

describe('a room is not there', () => {
  /** @param {string} path @returns {Promise<number>} the status that a WebSocket there is answered */
  function status(path) {
    return new Promise((resolve) => {
      const ws = new WebSocket(`ws://127.0.0.1:${chat.port}${path}`, { localAddress: anotherAddress() });
      ws.on('error', () => undefined);
      ws.on('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode ?? 0);
      });
      ws.on('open', () => {
        ws.close();
        resolve(101);
      });
    });
  }

  test('whose name is none', async () => {
    for (const name of ['Garden', 'garden_4', 'a.b', 'a'.repeat(65), 'gart%C3%A9n', '%20', 'a%2fb']) {
      assert.equal(await status(`/chat/${name}`), 404, name);
    }
    for (const path of ['/chat/', '/chat/a/b', '/chat//a', '/chats/a']) assert.equal(await status(path), 404, path);
  });

  test('but its name may be as long as any, and be of digits and dashes', async () => {
    for (const name of ['a'.repeat(64), '0', '-', 'garden-4']) {
      const peer = await chat.enter(new Peer(), name);
      await peer.joined();
      await peer.leave();
    }
  });

  test('for lines that name none', async () => {
    const from = anotherAddress();
    for (const line of [
      '{"type":"room","room":"Garden"}',
      `{"type":"room","room":"${'a'.repeat(65)}"}`,
      '{"type":"room","room":""}',
      '{"type":"room","room":7}',
      '{"type":"room"}',
      '{"type":"need_key"}',
      '{"room":"garden"}',
      'garden',
      '[]',
      '',
      JSON.stringify({ type: 'identity', identity: new Identity().id }),
    ]) {
      const channel = await LineChannel.silent({ port: chat.linesPort, from });
      channel.send(line);
      await channel.untilClosed();
    }
  });
});

for (const way of WAYS) {
  describe(`by ${way}, a frame is refused`, () => {
    test('before anybody has said who it is', async () => {
      for (const frame of [
        { type: 'relay', to: new Identity().id, box: 'AAAA' },
        { type: 'broadcast', epoch: 1, seq: 1, box: 'AAAA' },
        { type: 'add_user', identity: new Identity().id, epoch: 1, public_key: b64u(Buffer.alloc(32, 9)) },
        { type: 'nack', identity: new Identity().id },
        { type: 'ack', epoch: 1 },
        { type: 'need_key' },
      ]) {
        const channel = await chat.open(freshRoom(), way);
        channel.send(frame);
        assert.equal(await outcome(channel), 'not_member', JSON.stringify(frame));
        await channel.close();
      }
    });

    test('that is not JSON, or not as the page has it', async () => {
      const { id } = new Identity();
      for (const frame of [
        'hello',
        '[]',
        'null',
        '7',
        '{}',
        '{"type":7}',
        '{',
        '{"type":"identity"}',
        '{"type":"identity","identity":7}',
        `{"type":"identity","identity":"${id}","identity":"${id}"}`,
        `{"type":"identity","identity":"${id}","public_key":7}`,
        `{"type":"identity","identity":"${id}"}{}`,
        `{"type":"identity","identity":"${id}","x":${'['.repeat(16)}${']'.repeat(16)}}`,
        `{"type":"identity","identity":"${id}","x":${'['.repeat(7_000)}${']'.repeat(7_000)}}`,
        `\ufeff{"type":"identity","identity":"${id}"}`,
      ]) {
        const channel = await chat.open(freshRoom(), way);
        channel.send(frame);
        assert.equal(await outcome(channel), 'invalid_message', frame);
        await channel.close();
      }
    });

    test('that is of no type there is', async () => {
      const peer = await chat.enter(new Peer(), freshRoom(), way);
      await peer.joined();
      for (const type of ['hello', '__proto__', 'constructor', 'rekey', 'user_added', 'user_left', 'prove', '']) {
        peer.channel.send({ type });
        await refused(peer, 'unknown_type');
        // Something that is right, so that these are not too many in a row.
        peer.say('still here');
      }
      await peer.leave();
    });

    test('and the fifth in a row closes', async () => {
      const channel = await chat.open(freshRoom(), way);
      for (let i = 0; i < IN_A_ROW + 3; i++) channel.send('{}');
      const said = await channel.untilClosed();
      assert.deepEqual(
        said.map(({ code }) => code),
        Array.from({ length: IN_A_ROW }, () => 'invalid_message'),
      );
    });

    test('that is larger than its kind may be, and closes', async () => {
      for (const [type, size] of /** @type {const} */ ([
        ['hello', LARGEST + 1],
        ['broadcast', LARGEST + 1],
        ['relay', LARGEST_RELAY + 1],
        ['hello', LARGEST_RELAY + 1],
      ])) {
        const channel = await chat.open(freshRoom(), way);
        channel.send(sized(type, size));
        await turnedAway(channel, 'too_large');
      }
    });

    test('that is larger than any, without being read', async () => {
      const channel = await chat.open(freshRoom(), way);
      channel.send(sized('relay', 4 * LARGEST_RELAY));
      await channel.untilClosed();
      if (way === 'ws') assert.equal(channel.ended?.code, 1009);
    });

    test('but not if it is just as large as may be', async () => {
      const channel = await chat.open(freshRoom(), way);
      channel.send(sized('identity', LARGEST, { identity: new Identity().id }));
      assert.equal(await outcome(channel), 'ack');
      channel.send(sized('relay', LARGEST_RELAY, { to: new Identity().id, box: 'AAAA' }));
      assert.equal(await outcome(channel), 'unknown_recipient');
      channel.send({ type: 'bye' });
      await channel.close();
    });
  });

  describe(`by ${way}, an identity is refused`, () => {
    test('that is none, and a key that is not its own', async () => {
      const { id, publicKey } = new Identity();
      for (const frame of [
        { identity: id.slice(1) },
        { identity: `${id}a` },
        { identity: id.toUpperCase() },
        { identity: id.replace(/.$/, 'b') },
        { identity: id, public_key: b64u(new Identity().publicKey) },
        { identity: id, public_key: b64u(publicKey.subarray(1)) },
        { identity: id, public_key: `${b64u(publicKey)}=` },
        { identity: id, public_key: '' },
      ]) {
        const channel = await chat.open(freshRoom(), way);
        channel.send({ type: 'identity', ...frame });
        assert.match(await outcome(channel), /^(bad_identity|invalid_message)$/, JSON.stringify(frame));
        await channel.close();
      }
    });

    test('with a proof that is wrong, of another key, or comes twice', async () => {
      const room = freshRoom();
      const identity = new Identity();
      for (const nonce of [b64u(Buffer.alloc(32)), b64u(Buffer.alloc(31)), '', undefined]) {
        const channel = await chat.open(room, way);
        channel.send({ type: 'identity', identity: identity.id, public_key: b64u(identity.publicKey) });
        await channel.expect('prove');
        channel.send({ type: 'proof', nonce });
        assert.match(await outcome(channel), /^(bad_identity|invalid_message)$/, `${nonce}`);
        await channel.close();
      }
      const where = { hubId: chat.known.hubId, room };
      const twice = await chat.open(room, way);
      twice.send({ type: 'identity', identity: identity.id, public_key: b64u(identity.publicKey) });
      const { sealed } = await twice.expect('prove');
      const nonce = await proof(identity, chat.known.key, where, sealed);
      twice.send({ type: 'proof', nonce });
      assert.equal(await outcome(twice), 'ack');
      twice.send({ type: 'proof', nonce });
      await turnedAway(twice, 'bad_identity');
    });

    test('with a key of low order', async () => {
      for (const low of [Buffer.alloc(32), Buffer.from(`01${'00'.repeat(31)}`, 'hex')]) {
        const { id } = new Identity({ publicKey: low, privateKey: low, with: new Agreement().with });
        const channel = await chat.open(freshRoom(), way);
        channel.send({ type: 'identity', identity: id, public_key: b64u(low) });
        assert.match(await outcome(channel), /^(bad_identity|invalid_message)$/);
        await channel.close();
      }
    });

    test('if there is one already', async () => {
      const peer = await chat.enter(new Peer(), freshRoom(), way);
      await peer.joined();
      for (const identity of [peer.id, new Identity().id]) {
        peer.channel.send({ type: 'identity', identity });
        await refused(peer, 'identity_set');
      }
      await peer.leave();
    });

    test('that is pending already, and nobody is asked twice', async () => {
      const { room, ada, bob } = await two();
      const zoe = new Peer({ name: 'Zoe', trust: ada.trust });
      for (const peer of [ada, bob]) peer.trust.add(zoe.line);
      ada.habits.vouches = false;
      const first = await chat.arrive(room, zoe.identity);
      const second = await chat.arrive(room, zoe.identity, { way });
      await turnedAway(second, 'here_already');
      await first.close();
      await leave(ada, bob);
    });
  });
}

test('a binary frame is refused', async () => {
  const channel = await chat.open(freshRoom());
  const ws = /** @type {import('../chat/channel.js').WebSocketChannel} */ (channel);
  ws.sendBinary(Buffer.from(JSON.stringify({ type: 'identity', identity: new Identity().id })));
  assert.match(await outcome(channel), /^(invalid_message|closed)$/);
  await channel.close();
});

test('the proof of another room, or of another hub, is none here', async () => {
  const identity = new Identity();
  const [one, other] = [await chat.open(freshRoom()), await chat.open(freshRoom())];
  for (const channel of [one, other]) {
    channel.send({ type: 'identity', identity: identity.id, public_key: b64u(identity.publicKey) });
  }
  const [, theirs] = [await one.expect('prove'), await other.expect('prove')];
  const room = 'room-nobody-is-in';
  await assert.rejects(proof(identity, chat.known.key, { hubId: chat.known.hubId, room }, theirs.sealed));
  const forged = await prove(
    new Agreement(),
    { hubId: chat.known.hubId, room },
    identity,
    Buffer.alloc(32),
    Buffer.alloc(32),
  );
  await assert.rejects(proof(identity, chat.known.key, { hubId: chat.known.hubId, room }, forged));
  await Promise.all([one.close(), other.close()]);
});

describe('a newcomer', () => {
  /** @returns {Promise<{ ada: Peer, bob: Peer, zoe: Peer, channel: Channel }>} Zoe has been greeted by Ada, and does nothing */
  async function greetedByAda() {
    const { room, ada, bob } = await two();
    const zoe = new Peer({ name: 'Zoe' });
    introduce(ada, zoe);
    introduce(bob, zoe);
    const channel = await chat.arrive(room, zoe.identity);
    await channel.expect('relay');
    return { ada, bob, zoe, channel };
  }

  test('relays to nobody but who vouches for it, and says nothing to all', async () => {
    const { ada, bob, channel } = await greetedByAda();
    channel.send({ type: 'relay', to: bob.id, box: 'AAAA' });
    assert.equal(await outcome(channel), 'not_assigned');
    channel.send({ type: 'relay', to: new Identity().id, box: 'AAAA' });
    assert.match(await outcome(channel), /^(not_assigned|unknown_recipient)$/);
    channel.send({ type: 'broadcast', epoch: 1, seq: 1, box: 'AAAA' });
    assert.equal(await outcome(channel), 'not_member');
    channel.send({ type: 'need_key' });
    assert.equal(await outcome(channel), 'not_member');
    await channel.close();
    await assertTalk(ada, bob);
    await leave(ada, bob);
  });

  test('does not add itself, nor anybody', async () => {
    const { ada, bob, zoe, channel } = await greetedByAda();
    for (const { id, identity } of [zoe, bob, new Peer()]) {
      channel.send({ type: 'add_user', identity: id, epoch: 1, public_key: b64u(identity.publicKey) });
      assert.match(await outcome(channel), /^not_(member|asked)$/);
    }
    await channel.close();
    await assertTalk(ada, bob);
    await leave(ada, bob);
  });

  test('that answers with something else is turned away by all', async () => {
    const { ada, bob, channel } = await greetedByAda();
    channel.send({ type: 'relay', to: ada.id, box: 'AAAA' });
    await channel.pick('relay');
    channel.send({ type: 'relay', to: bob.id, box: 'AAAA' });
    await turnedAway(channel, 'unknown_here');
    for (const peer of [ada, bob]) assert.match(peer.warnings.splice(0).join(), /is not who it says/);
    await assertTalk(ada, bob);
    await leave(ada, bob);
  });
});

describe('a member', () => {
  test('adds nobody it was not asked about', async () => {
    const { room, ada, bob } = await two();
    const zoe = new Peer({ name: 'Zoe' });
    introduce(ada, zoe);
    bob.trust.add(zoe.line);
    ada.habits.vouches = false;
    const channel = await chat.arrive(room, zoe.identity);
    const public_key = b64u(zoe.identity.publicKey);
    for (const identity of [zoe.id, new Identity().id, ada.id]) {
      bob.channel.send({ type: 'add_user', identity, epoch: 1, public_key });
      await refused(bob, 'not_asked');
    }
    bob.channel.send({ type: 'nack', identity: zoe.id });
    await refused(bob, 'not_asked');
    bob.say('still here');
    assert.equal((await ada.hears()).text, 'still here');
    bob.channel.send({ type: 'relay', to: zoe.id, box: 'AAAA' });
    await refused(bob, 'not_asked');
    await channel.close();
    await leave(ada, bob);
  });

  test('adds a newcomer with no other key than its own', async () => {
    const { room, ada, bob } = await two();
    const zoe = new Peer({ name: 'Zoe' });
    introduce(ada, zoe);
    ada.habits.vouches = false;
    const channel = await chat.arrive(room, zoe.identity);
    await chat.hub.admin.devices();
    const other = b64u(new Identity().publicKey);
    for (const public_key of [other, `${other}=`, '', undefined]) {
      ada.channel.send({ type: 'add_user', identity: zoe.id, epoch: 1, public_key });
      const { code } = await ada.until(() => ada.errors.shift(), 'an error');
      assert.match(code, /^(invalid_message|bad_identity)$/);
    }
    await channel.close();
    await assertTalk(ada, bob);
    await leave(ada, bob);
  });

  test('relays to members only when it is to give them a key', async () => {
    const { ada, bob, eve } = await chat.three();
    for (const [from, to] of /** @type {const} */ ([
      [ada, bob],
      [bob, ada],
    ])) {
      from.channel.send({ type: 'relay', to: to.id, box: 'AAAA' });
      await refused(from, 'not_assigned');
    }
    ada.channel.send({ type: 'relay', to: new Identity().id, box: 'AAAA' });
    await refused(ada, 'unknown_recipient');
    ada.needKey();
    await Promise.all([ada, bob, eve].map((peer) => peer.joined(2)));
    bob.channel.send({ type: 'relay', to: eve.id, box: 'AAAA' });
    await refused(bob, 'not_assigned');
    await assertTalk(ada, bob, eve);
    await leave(ada, bob, eve);
  });

  test('says nothing twice, and nothing in an epoch that is not', async () => {
    const { ada, bob, eve } = await chat.three();
    ada.say('once');
    await Promise.all([bob.hears(), eve.hears()]);
    ada.channel.send({ type: 'broadcast', epoch: 1, seq: 1, box: 'AAAA' });
    await refused(ada, 'replayed');
    for (const epoch of [2, 9, Number.MAX_SAFE_INTEGER]) {
      ada.channel.send({ type: 'broadcast', epoch, seq: 2, box: 'AAAA' });
      assert.equal((await refused(ada, 'stale_epoch')).epoch, 1);
    }
    for (const changes of [{ epoch: 0 }, { epoch: -1 }, { epoch: '1' }, { seq: 0 }, { seq: 1.5 }, { seq: 2 ** 53 }]) {
      ada.say('in between');
      await Promise.all([bob.hears(), eve.hears()]);
      ada.channel.send({ type: 'broadcast', epoch: 1, seq: 99, box: 'AAAA', ...changes });
      const { code } = await ada.until(() => ada.errors.shift(), 'an error');
      assert.match(code, /^invalid_message$/, JSON.stringify(changes));
    }
    await assertTalk(ada, bob, eve);
    await leave(ada, bob, eve);
  });

  test('acknowledges no epoch that is not', async () => {
    const { ada, bob } = await two();
    for (const epoch of [2, 9]) {
      ada.channel.send({ type: 'ack', epoch });
      assert.equal((await refused(ada, 'stale_epoch')).epoch, 1);
    }
    await assertTalk(ada, bob);
    await leave(ada, bob);
  });

  test('is not another’s, in what it says', async () => {
    const { ada, bob, eve } = await chat.three();
    ada.channel.send({
      type: 'broadcast',
      ...ada.epochs.seal(ada.id, { type: 'chat', text: 'x', at: 1 }),
      from: eve.id,
    });
    assert.equal((await bob.hears()).from, ada.id);
    assert.equal((await eve.hears()).from, ada.id);
    await assertTalk(ada, bob, eve);
    await leave(ada, bob, eve);
  });

  test('says no more than a hundred things a second, or is closed', async () => {
    const { ada, bob } = await two();
    for (let i = 0; i < 150; i++) ada.say(`${i}`);
    await ada.running;
    assert.deepEqual(
      ada.errors.map(({ code }) => code),
      Array.from({ length: IN_A_ROW }, () => 'rate_limited'),
    );
    assert.equal(ada.channel.ended?.code, 1000);
    await bob.joined(2);
    assert.ok(bob.heard.length >= 90 && bob.heard.length <= 100, `${bob.heard.length}`);
    await leave(bob);
  });

  test('that is gone is not spoken for by anybody', async () => {
    const { room, ada, bob } = await two();
    await bob.leave();
    await ada.joined(2);
    const again = await chat.arrive(room, bob.identity, { proves: true });
    ada.habits.vouches = true;
    await greetedAgain(again);
    again.send({ type: 'broadcast', epoch: 2, seq: 1, box: 'AAAA' });
    assert.equal(await outcome(again), 'not_member');
    await again.close();
    await leave(ada);
  });
});

/** @param {Channel} channel of somebody that Ada greets */
async function greetedAgain(channel) {
  await channel.expect('relay');
}

test('who takes a seat with a proof does so twenty times, and there is one seat', async () => {
  const { room, ada, bob } = await two();
  let last = bob;
  for (let i = 0; i < 20; i++) {
    const again = new Peer({ identity: bob.identity, name: 'Bob' });
    introduce(ada, again);
    await chat.enter(again, room, WAYS[i % 2]);
    await last.running;
    assert.equal(last.turnedAway?.code, 'replaced');
    last = again;
  }
  await last.joined();
  await ada.joined(last.epochs.newest);
  await last.joined(ada.epochs.newest);
  for (const { code } of [...ada.errors.splice(0), ...last.errors.splice(0)])
    assert.match(code, /^(unknown_recipient|stale_epoch)$/);
  await assertTalk(ada, last);
  assert.deepEqual(ada.roster.members, [ada.id, bob.id]);
  await leave(ada, last);
});
test('the administrator is told if there is no such room, nor such a member', async () => {
  const { room, ada, bob } = await two();
  for (const [name, args] of /** @type {const} */ ([
    ['close-room', { room: 'nobody-is-here' }],
    ['close-room', { room: 'Not a room' }],
    ['remove-member', { room, identity: new Identity().id }],
    ['remove-member', { room, identity: 'x' }],
    ['remove-member', { room: 'nobody-is-here', identity: ada.id }],
  ])) {
    await assert.rejects(chat.command(name, args), `${name} ${JSON.stringify(args)}`);
  }
  await assertTalk(ada, bob);
  await leave(ada, bob);
});
