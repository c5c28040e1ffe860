/** Peers of js-libp2p and the hub pair by challenge and response, in either role, and find each other by Kademlia. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { Code } from '../libp2p/code.js';
import { readAll } from '../libp2p/exchange.js';
import { Initiator } from '../libp2p/initiator.js';
import { Joiner } from '../libp2p/joiner.js';
import { PAIRING, Peer } from '../libp2p/peer.js';
import * as records from '../libp2p/records.js';
import { addressOf, agree, invite, join, peerOf, question } from '../parts/challenge-response.js';
import { Hub } from '../parts/hub.js';
import { shown } from '../parts/pairing.js';
import { killTheRest } from '../parts/process.js';

/** @typedef {import('../libp2p/paired.js').Paired} Paired */

const DHT = '/ipfs/kad/1.0.0';
/** @type {Hub} */
let hub;
/** @type {Peer[]} */
const peers = [];
/** Where the hub is. */
let at = '';
/** Who it is. */
let hubId = '';

before(async () => {
  hub = await Hub.start({ settings: { 'challenge-response.failures': '1000' } });
  const made = await invite(hub);
  at = addressOf(made);
  hubId = peerOf(made);
});
after(async () => {
  await Promise.all(peers.map((peer) => peer.stop()));
  await hub.stop();
  killTheRest();
});

/** @param {Parameters<typeof Peer.start>[0]} [options] @returns {Promise<Peer>} somebody new */
async function someone(options) {
  const peer = await Peer.start(options);
  peers.push(peer);
  return peer;
}

/** @param {Peer} peer @param {Code} code @param {{ plain?: boolean }} [how] */
async function joiner(peer, code, how) {
  return new Joiner(peer, code, await peer.dial(at), how);
}

/** @returns {Promise<Code>} a new one of the hub's */
async function code() {
  return Code.typed((await invite(hub)).words);
}

/** @param {Paired} paired with the hub */
async function talk(paired) {
  await paired.send('greeting', 'Hello, hub');
  await paired.send('greeting', 'Are you there?');
  await paired.ping();
  assert.equal((await paired.next()).type, 'Pong');
}

describe('the hub shows a code', () => {
  test('as twelve words that count down, with where it is', async () => {
    const { words, addresses, expiresAt } = await invite(hub);
    assert.equal(Code.typed(words).words, words);
    for (const address of addresses) assert.match(address, /^\/(ip4|ip6|dns4)\/[^/]+\/tcp\/\d+\/p2p\/12D3KooW\w+$/);
    const left = Date.parse(expiresAt) - Date.now();
    assert.ok(left > 240_000 && left <= 300_000, `${left} milliseconds`);
  });

  test('and a peer that is told its address joins, shows the same words, and speaks', async () => {
    const peer = await someone({ name: 'Ada’s laptop' });
    const ours = await joiner(peer, await code());
    const { device_info: info } = await ours.request();
    assert.equal(info.network_fingerprint.peer_id, hubId);
    const joining = ours.respond();
    const asked = await question(hub, peer.id.toString());
    assert.equal(asked.name, 'Ada’s laptop');
    const { device } = await agree(hub, peer.id.toString());
    assert.equal(device.name, 'Ada’s laptop');
    const paired = await joining;
    assert.ok(paired.proven);
    assert.deepEqual(shown(asked, 'CHECK_WORDS'), paired.comparison?.words);
    assert.deepEqual(shown(asked, 'CHECK_SYMBOLS'), paired.comparison?.symbols);
    await talk(paired);
  });

  test('and one that proves nothing waits for a person, who is told so', async () => {
    const peer = await someone();
    const ours = await joiner(peer, await code(), { plain: true });
    await ours.request();
    const joining = ours.respond();
    const asked = await question(hub, peer.id.toString());
    assert.match(JSON.stringify(asked.shown), /not proven/);
    await agree(hub, peer.id.toString());
    const paired = await joining;
    assert.equal(paired.proven, false);
    await talk(paired);
  });

  test('and a person says no', async () => {
    const peer = await someone();
    const ours = await joiner(peer, await code());
    await ours.request();
    const joining = ours.answer();
    await hub.admin.answer(await question(hub, peer.id.toString()), 'NO');
    const { success, reason } = await joining;
    assert.equal(success, false);
    assert.ok(reason !== null && reason !== '');
    assert.notEqual((await hub.admin.deviceAt(peer.id.toString()))?.device.trust, 'TRUSTED');
  });

  test('that works once', async () => {
    const [first, second] = [await someone(), await someone()];
    const once = await code();
    const joining = Joiner.join(first, once, at);
    await agree(hub, first.id.toString());
    await joining;
    await assert.rejects((await joiner(second, once)).request());
  });

  test('and the same challenge is given until it is answered, and the same answer after that', async () => {
    const peer = await someone();
    const ours = await joiner(peer, await code());
    const { challenge } = await ours.request();
    assert.deepEqual((await ours.request()).challenge, challenge);
    const same = { device_info: peer.info };
    const joining = ours.answer(same);
    await agree(hub, peer.id.toString());
    const complete = await joining;
    assert.equal(complete.success, true);
    assert.deepEqual(await ours.answer(same), complete);
  });
});

describe('the hub refuses', () => {
  test('sessions that it does not know, and keys of somebody else, without a byte', async () => {
    const peer = await someone();
    await assert.rejects((await joiner(peer, new Code(randomBytes(16)))).request());
    await assert.rejects((await joiner(peer, await code())).request({ public_key: (await someone()).publicKey }));
  });

  test('signatures, proofs and openings that are wrong', async () => {
    const stranger = await someone();
    for (const wrong of [
      { response: await stranger.sign(Buffer.alloc(32)) },
      { proof: Buffer.alloc(32) },
      { sas_nonce: Buffer.alloc(32) },
      { device_info: stranger.info },
    ]) {
      const ours = await joiner(await someone(), await code());
      await ours.request();
      const { success } = await ours.answer(wrong);
      assert.equal(success, false, Object.keys(wrong).join());
    }
  });

  test('what is no message, and what is too long', async () => {
    for (const bytes of [randomBytes(300), Buffer.alloc(0), Buffer.alloc(65_537)]) {
      const stream = await (await (await someone()).dial(at)).newStream(PAIRING);
      const answer = readAll(stream);
      answer.catch(() => undefined);
      stream.send(bytes);
      await stream.close();
      await assert.rejects(
        answer.then((said) => assert.equal(said.length, 0)).then(() => Promise.reject(new Error('nothing was said'))),
      );
    }
  });
});

test('the hub answers nobody at an address that has failed too often', async () => {
  const strict = await Hub.start({ settings: { 'challenge-response.failures': '3' } });
  const made = await invite(strict);
  for (let i = 0; i < 3; i++) {
    const stranger = await someone();
    const wrong = new Joiner(stranger, Code.typed(made.words), await stranger.dial(addressOf(made)));
    await assert.rejects(wrong.request({ public_key: (await someone()).publicKey }));
  }
  const peer = await someone();
  const late = new Joiner(peer, Code.typed(made.words), await peer.dial(addressOf(made)));
  await assert.rejects(late.request());
  await strict.stop();
});

describe('across three nodes and the hub', () => {
  /** @type {[Peer, Peer, Peer]} */
  let nodes;

  before(async () => {
    nodes = [await someone({ dht: DHT }), await someone({ dht: DHT }), await someone({ dht: DHT })];
    // They know the hub, and each other through it alone.
    for (const node of nodes) await node.dial(at);
    for (const node of nodes) await node.knows(hubId);
  });

  test('a record that one puts is found by another', async () => {
    const [first, , third] = nodes;
    const published = new Code(randomBytes(16));
    await first.publish(published);
    const found = await third.find(published);
    assert.equal(found.peer_id, first.id.toString());
    assert.equal(records.authOf(published, found), found.auth);
  });

  test('the hub keeps the newest of a key, and nothing that is no record', async () => {
    const [first, second] = nodes;
    const published = new Code(randomBytes(16));
    await first.publish(published);
    await second.publish(published);
    assert.equal((await nodes[2].find(published)).peer_id, second.id.toString());
    const nonsense = new Code(randomBytes(16));
    const late = { ...(await first.find(published)), expires_at: new Date(Date.now() + 3_600_000).toISOString() };
    for (const value of [randomBytes(100), records.write(nonsense, late)]) {
      const taken = await first.put(records.keyOf(nonsense), value).catch(() => []);
      assert.ok(!taken.some((peer) => peer.toString() === hubId), 'the hub has taken it');
    }
  });

  test('a code of the hub is found, and joined', async () => {
    const [, , third] = nodes;
    const made = Code.typed((await invite(hub)).words);
    const found = await third.find(made);
    assert.equal(found.peer_id, hubId);
    assert.equal(records.authOf(made, found), found.auth);
    assert.match(found.device_info.device_id, /^[0-9a-f-]{36}$/);
    const joining = Joiner.join(third, made, `${found.addresses[0]}/p2p/${found.peer_id}`);
    await agree(hub, third.id.toString());
    assert.ok((await joining).proven);
  });

  for (const plain of [false, true]) {
    test(`the hub finds and joins a peer that shows a code${plain ? ', and proves nothing' : ''}`, async () => {
      const initiator = nodes[plain ? 1 : 0];
      const made = new Code(randomBytes(16));
      await new Initiator(initiator, made, { plain }).start();
      await initiator.publish(made);
      const joining = join(hub, made.words);
      await agree(hub, initiator.id.toString());
      const { code: ended } = await joining.exited;
      assert.equal(ended, 0, joining.output);
      const paired = await initiator.paired();
      assert.equal(paired.proven, !plain);
      assert.equal(paired.peer.toString(), hubId);
      await talk(paired);
    });
  }

  test('the hub signs nothing for a peer that asks for more than a challenge', async () => {
    const [, , initiator] = nodes;
    const made = new Code(randomBytes(16));
    const wrong = { Challenge: { challenge: Buffer.concat([Buffer.from('libp2p-peer-record'), randomBytes(32)]) } };
    const waiting = await new Initiator(initiator, made, { instead: wrong }).start();
    await initiator.publish(made);
    const joining = join(hub, made.words);
    const { code: ended } = await joining.exited;
    assert.notEqual(ended, 0, joining.output);
    assert.deepEqual(
      waiting.heard.map(({ type }) => type).filter((type) => type !== 'PairingRequest'),
      [],
    );
  });
});
