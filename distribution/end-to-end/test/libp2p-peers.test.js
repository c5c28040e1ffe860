/** Peers of challenge-response pairing that share no code with the hub, with each other, and what they refuse. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { Code } from '../libp2p/code.js';
import { readAll } from '../libp2p/exchange.js';
import { Initiator } from '../libp2p/initiator.js';
import { Joiner } from '../libp2p/joiner.js';
import { PAIRING, Peer } from '../libp2p/peer.js';

const SOMEBODY = '12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9';
const DHT = '/ipfs/kad/1.0.0';

/** @type {Peer} */
let ann;
/** @type {Peer} */
let ben;
/** @type {Initiator | undefined} */
let waiting;

before(async () => {
  [ann, ben] = await Promise.all([Peer.start({ name: 'Ann' }), Peer.start({ name: 'Ben' })]);
});
after(() => Promise.all([ann, ben].map((peer) => peer.stop())));

/** @param {Peer} peer @returns {string} */
function at({ addresses: [address = ''] }) {
  return address;
}

/**
 * @param {Code} code
 * @param {ConstructorParameters<typeof Initiator>[2]} [how]
 * @returns {Promise<Initiator>} Ann's
 */
async function wait(code, how) {
  await waiting?.stop();
  return (waiting = await new Initiator(ann, code, how).start());
}

/** @param {'document' | 'original'} [derivation] */
function fresh(derivation) {
  return new Code(randomBytes(16), derivation);
}

/** @param {Code} code @param {{ plain?: boolean }} [how] */
async function joiner(code, how) {
  return new Joiner(ben, code, await ben.dial(at(ann)), how);
}

describe('pairing', () => {
  /** @type {[string, 'document' | 'original', { plain?: boolean }, { plain?: boolean }, boolean][]} */
  const ways = [
    ['with proofs on both sides', 'document', {}, {}, true],
    ['with an initiator that knows of none', 'document', { plain: true }, {}, false],
    ['with a joiner that knows of none', 'document', {}, { plain: true }, false],
    ['as in the original’s day', 'original', {}, {}, false],
  ];
  for (const [what, derivation, initiating, joining, proven] of ways) {
    test(`${what}, and messages both ways`, async () => {
      const code = fresh(derivation);
      await wait(code, initiating);
      const paired = await Joiner.join(ben, Code.typed(code.words, derivation), at(ann), joining);
      const other = await ann.paired();
      assert.deepEqual([paired.proven, other.proven], [proven, proven]);
      assert.deepEqual(paired.keys, other.keys);
      assert.deepEqual(paired.comparison, other.comparison);
      assert.equal(paired.comparison !== undefined, proven);
      assert.equal(other.info.device_name, 'Ben');

      await paired.send('chat', 'Hello, Ann');
      assert.equal((await other.next()).data.toString(), 'Hello, Ann');
      await other.send('chat', 'Hello, Ben');
      assert.equal((await paired.next()).data.toString(), 'Hello, Ben');
      await paired.ping();
      assert.equal((await other.next()).type, 'Ping');
      assert.equal((await paired.next()).type, 'Pong');
    });
  }

  test('asks again and gets the same challenge, and one code pairs once', async () => {
    const code = fresh();
    await wait(code);
    const ours = await joiner(code);
    const { challenge } = await ours.request();
    assert.deepEqual((await ours.request()).challenge, challenge);
    await ours.respond();
    await assert.rejects(ours.request());
  });

  test('is refused by a person', async () => {
    const code = fresh();
    await wait(code, { decide: async () => false });
    await assert.rejects(Joiner.join(ben, code, at(ann)), /said no/);
  });
});

describe('the initiator refuses', () => {
  test('sessions it does not know, without a byte', async () => {
    await wait(fresh());
    const ours = await joiner(fresh());
    await assert.rejects(ours.request());
  });

  test('somebody else’s key, another’s signature, and a proof or an opening that is wrong', async () => {
    const code = fresh();
    await wait(code);
    const ours = await joiner(code);
    await assert.rejects(ours.request({ public_key: ann.publicKey }));
    for (const wrong of [
      { response: await ann.sign(Buffer.alloc(32)) },
      { proof: Buffer.alloc(32) },
      { sas_nonce: Buffer.alloc(32) },
      { device_info: ann.info },
    ]) {
      const next = await joiner(code);
      await next.request();
      assert.equal((await next.answer(wrong)).success, false, Object.keys(wrong).join());
    }
  });

  test('messages that nobody asks with', async () => {
    const code = fresh();
    await wait(code);
    const complete = { type: 'Complete', session_id: code.session, success: true, reason: null };
    await assert.rejects(ben.ask(await ben.dial(at(ann)), complete));
  });

  test('more than 65,536 bytes', async () => {
    await wait(fresh());
    const stream = await (await ben.dial(at(ann))).newStream(PAIRING);
    const answer = readAll(stream);
    stream.send(Buffer.alloc(65_537));
    await assert.rejects(answer);
  });
});

describe('the joiner refuses', () => {
  /** @type {[string, Record<string, unknown>][]} */
  const challenges = [
    ['a challenge of 33 bytes', { challenge: Buffer.alloc(33, 1) }],
    ['a challenge of zeros', { challenge: Buffer.alloc(32) }],
    ['a proof that is none', { proof: Buffer.alloc(32) }],
    ['another session', { session_id: randomBytes(16) }],
  ];
  for (const [what, instead] of challenges) {
    test(what, async () => {
      const code = fresh();
      await wait(code, { instead: { Challenge: instead } });
      await assert.rejects((await joiner(code)).request());
    });
  }

  test('the device’s information of somebody else', async () => {
    const code = fresh();
    await wait(code, { instead: { Challenge: { device_info: ben.info } } });
    await assert.rejects((await joiner(code)).request());
  });

  test('an end without a proof, or with a wrong one', async () => {
    for (const proof of [undefined, Buffer.alloc(32)]) {
      const code = fresh();
      await wait(code, { instead: { Complete: { proof } } });
      await assert.rejects(Joiner.join(ben, code, at(ann)), /proof/);
    }
  });

  test('somebody else at the address', async () => {
    await assert.rejects(ben.dial(at(ann).replace(/[^/]+$/, SOMEBODY)), /does not match expected remote identity/);
  });
});

test('finds a record across three nodes, and joins whoever published it', async () => {
  const [first, second, third] = await Promise.all([
    Peer.start({ dht: DHT }),
    Peer.start({ dht: DHT }),
    Peer.start({ dht: DHT }),
  ]);
  await first.dial(at(second));
  await third.dial(at(second));
  await Promise.all([first, third].map((peer) => peer.knows(second.id.toString())));
  const code = fresh();
  await new Initiator(first, code).start();
  await first.publish(code);
  const found = await third.find(code);
  assert.equal(found.peer_id, first.id.toString());
  const paired = await Joiner.join(third, code, `${found.addresses[0]}/p2p/${found.peer_id}`);
  assert.ok(paired.proven);
  await Promise.all([first, second, third].map((peer) => peer.stop()));
});
