/** The client of chats by itself, against the vectors of the page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { infoOf, open, opened, seal, sealed } from '../chat/boxes.js';
import * as broadcasts from '../chat/broadcasts.js';
import { checkedIdentity, checkedParty, Identity, Trust } from '../chat/identity.js';
import { DEPTH, readObject } from '../chat/json.js';
import { proof, prove, proveInfo } from '../chat/proof.js';
import { committed, readSessionKey, readStep3, readStep4, readStep5 } from '../chat/steps.js';
import { compare } from '../chat/voucher.js';
import { vectorsText } from '../chat/vectors.js';
import { ROOT } from '../parts/places.js';
import { b64u } from '../qr/bytes.js';
import { Agreement, hex } from '../relay/keys.js';

const TEXT = readFileSync(join(ROOT, 'api-spec/protocols/chat-join-vectors.json'), 'utf8');
const V = JSON.parse(TEXT);

/** @param {string} digits @returns {Buffer} */
function bytes(digits) {
  return Buffer.from(digits, 'hex');
}

/** @param {{ privateKey: string }} keys @returns {Identity} */
function own({ privateKey }) {
  return new Identity(new Agreement(bytes(privateKey)));
}

const [ada, bob, third] = [own(V.member), own(V.newcomer), own(V.third)];
const where = { hubId: V.hub.id, room: V.room };
/** @type {Map<string, Identity>} */
const all = new Map([ada, bob, third].map((each) => [each.id, each]));

/** @param {string} id @returns {Identity} */
function whose(id) {
  const found = all.get(id);
  assert.ok(found !== undefined);
  return found;
}

/** @type {[import('../chat/boxes.js').Step, any][]} */
const BOXES = [
  ['step3', V.step3],
  ['step4', V.step4],
  ['step5', V.step5],
  ['session_key', V.rekey],
];

test('the vectors are made anew as they are', async () => {
  assert.equal(await vectorsText(), TEXT);
});

test('identities and their lines are the page’s', () => {
  for (const [identity, { publicKey, identity: id, line }, name] of /** @type {const} */ ([
    [ada, V.member, 'Ada'],
    [bob, V.newcomer, 'Bob & Zoë: 100%'],
    [third, V.third, ''],
  ])) {
    assert.deepEqual([hex(identity.publicKey), identity.id, identity.line(name)], [publicKey, id, line]);
    assert.deepEqual(new Trust(line).find(id), { id, publicKey: identity.publicKey, name });
  }
});

test('the proof is the page’s, and of that hub, room and identity alone', async () => {
  const hub = new Agreement(bytes(V.hub.x25519Private));
  assert.equal(hex(hub.publicKey), V.hub.x25519);
  const { info, nonce, ephemeralIkm, sealed: text } = V.prove;
  assert.equal(hex(proveInfo(where, bob.id)), info);
  assert.equal(await prove(hub, where, bob, bytes(nonce), bytes(ephemeralIkm)), text);
  assert.equal(await proof(bob, hub.publicKey, where, text), b64u(bytes(nonce)));

  await assert.rejects(proof(bob, new Agreement().publicKey, where, text), 'another hub sealed it');
  await assert.rejects(proof(ada, hub.publicKey, where, text));
  await assert.rejects(proof(bob, hub.publicKey, { ...where, room: 'garden-5' }, text));
  await assert.rejects(proof(bob, hub.publicKey, { ...where, hubId: '0'.repeat(64) }, text));
  const short = await prove(hub, where, bob, bytes(nonce).subarray(1), bytes(ephemeralIkm));
  await assert.rejects(proof(bob, hub.publicKey, where, short), /32 bytes/);
});

for (const [step, v] of BOXES) {
  const purpose = { ...where, step, ...(step === 'session_key' && { epoch: V.rekey.epoch }) };

  test(`the box of ${step} is the page’s, and its reader opens it`, async () => {
    const [from, to] = [whose(v.from), whose(v.to)];
    assert.equal(hex(infoOf(purpose, from.id, to.id)), v.info);
    assert.equal(await seal(from, to, purpose, JSON.parse(v.plaintext), bytes(v.ephemeralIkm)), v.box);
    assert.equal((await open(to, from, purpose, v.box)).toString(), v.plaintext);
  });

  test(`and nobody opens the box of ${step} as anything else`, async () => {
    const [from, to] = [whose(v.from), whose(v.to)];
    const other = new Identity();
    for (const reading of [
      () => open(other, from, purpose, v.box),
      () => open(to, other, purpose, v.box),
      () => open(from, to, purpose, v.box),
      () => open(to, from, { ...purpose, room: 'garden' }, v.box),
      () => open(to, from, { ...purpose, hubId: '0'.repeat(64) }, v.box),
      () => open(to, from, purpose, `${v.box}A`),
      () => open(to, from, purpose, v.box.slice(0, 40)),
      () => open(to, from, purpose, ''),
    ]) {
      await assert.rejects(reading());
    }
    for (const [wrong] of BOXES) {
      const epoch = step === 'session_key' ? V.rekey.epoch + 1 : V.rekey.epoch;
      const otherwise = { ...where, step: wrong, ...(wrong === 'session_key' && { epoch }) };
      if (wrong !== step || step === 'session_key') await assert.rejects(open(to, from, otherwise, v.box));
    }
  });
}

test('what is in the boxes is read', () => {
  const n = bytes(V.n);
  const commit = bytes(V.commit);
  assert.deepEqual(readStep3(Buffer.from(V.step3.plaintext), ada.id), { n, commit });
  assert.deepEqual(readStep4(Buffer.from(V.step4.plaintext), n), bytes(V.nonce));
  const meeting = { nonce: bytes(V.nonce), member: ada, newcomer: bob, commit };
  const given = readStep5(Buffer.from(V.step5.plaintext), meeting);
  assert.deepEqual(
    [hex(given.sessionKey), given.epoch, given.members, [...given.parties.keys()]],
    [V.sessionKey, 1, [ada.id, bob.id], [ada.id, bob.id]],
  );
  const { key, members } = readSessionKey(Buffer.from(V.rekey.plaintext), V.rekey.epoch);
  assert.deepEqual([hex(key), members], ['e7'.repeat(32), V.rekey.members]);
});

test('the words are the page’s', () => {
  assert.equal(hex(committed(ada, bytes(V.sasNonce))), V.commit);
  const [member, newcomer] = [
    { id: ada.id, publicKey: ada.publicKey, nonce: bytes(V.sasNonce) },
    { id: bob.id, publicKey: bob.publicKey, nonce: bytes(V.nonce) },
  ];
  const { words, symbols, hash } = compare(member, newcomer, bytes(V.commit), V.hub.id);
  const names = symbols.map((symbol) => symbol.replace(/^\S+ /, ''));
  assert.deepEqual({ words, symbols: names, hash: hex(hash) }, V.compared);
});

test('broadcasts are the page’s, and of one place alone', () => {
  for (const { sessionKey, epoch, seq, from, info, key, aad, nonce, plaintext, box } of V.broadcasts) {
    const secret = bytes(sessionKey);
    const place = { room: V.room, epoch, seq, from };
    const made = [broadcasts.keyInfo(place), broadcasts.keyOf(secret, place), broadcasts.aadOf(place)];
    assert.deepEqual(made.map(hex), [info, key, aad]);
    assert.equal(broadcasts.seal(secret, place, JSON.parse(plaintext), bytes(nonce)), box);
    assert.equal(broadcasts.open(secret, place, box).toString(), plaintext);
    const others = [{ room: 'garden' }, { epoch: epoch + 1 }, { seq: seq + 1 }, { from: third.id }];
    for (const other of others) assert.throws(() => broadcasts.open(secret, { ...place, ...other }, box));
    for (const wrong of ['', box.slice(0, 36), `${box}=`, box.slice(4)]) {
      assert.throws(() => broadcasts.open(secret, place, wrong), wrong);
    }
  }
});

describe('a step is refused', () => {
  const n = bytes(V.n);
  const meeting = { nonce: bytes(V.nonce), member: ada, newcomer: bob, commit: bytes(V.commit) };

  /** @param {string} plaintext @param {Record<string, unknown>} changes @returns {Buffer} */
  function changed(plaintext, changes) {
    return Buffer.from(JSON.stringify({ ...JSON.parse(plaintext), ...changes }));
  }

  test('that is of another type', () => {
    for (const type of ['identity', 'challenge', 'response', 'session_key', 'hello_i_am', undefined, null, 3]) {
      if (type !== 'identity') assert.throws(() => readStep3(changed(V.step3.plaintext, { type }), ada.id));
      if (type !== 'challenge') assert.throws(() => readStep4(changed(V.step4.plaintext, { type }), n));
      if (type !== 'response') assert.throws(() => readStep5(changed(V.step5.plaintext, { type }), meeting));
      if (type !== 'session_key') {
        assert.throws(() => readSessionKey(changed(V.rekey.plaintext, { type }), V.rekey.epoch));
      }
    }
  });

  test('3, if it names another, or has no n', () => {
    for (const changes of [
      { identity: bob.id },
      { identity: undefined },
      { n: undefined },
      { n: b64u(bytes(V.nonce)) },
      { n: `${b64u(n)}==` },
      { commit: null },
      { commit: b64u(n) },
    ]) {
      assert.throws(() => readStep3(changed(V.step3.plaintext, changes), ada.id), JSON.stringify(changes));
    }
    assert.equal(readStep3(changed(V.step3.plaintext, { commit: undefined }), ada.id).commit, undefined);
  });

  test('4, if it is of another step 3, or has no nonce', () => {
    const others = [{ n: b64u(Buffer.alloc(16)) }, { n: undefined }, { nonce: undefined }, { nonce: b64u(n) }];
    for (const changes of others) {
      assert.throws(() => readStep4(changed(V.step4.plaintext, changes), n), JSON.stringify(changes));
    }
  });

  test('5, if it is of another step 4, or its room is none', () => {
    const keys = [ada, bob].map(({ publicKey }) => b64u(publicKey));
    for (const changes of [
      { nonce: b64u(Buffer.alloc(32)) },
      { nonce: undefined },
      { session_key: undefined },
      { session_key: b64u(n) },
      { epoch: 0 },
      { epoch: -1 },
      { epoch: 1.5 },
      { epoch: '1' },
      { epoch: 2 ** 53 },
      { members: undefined },
      { members: [ada.id] },
      { members: [bob.id], keys: keys.slice(1) },
      { members: [ada.id, bob.id, bob.id], keys: [...keys, keys[1]] },
      { members: [ada.id, bob.id.toUpperCase()] },
      { keys: undefined },
      { keys: keys.slice(1) },
      { keys: [...keys].reverse() },
      { keys: [keys[0], b64u(third.publicKey)] },
      { sas_nonce: undefined },
      { sas_nonce: b64u(Buffer.alloc(32)) },
    ]) {
      assert.throws(() => readStep5(changed(V.step5.plaintext, changes), meeting), JSON.stringify(changes));
    }
    const long = Array.from({ length: 501 }, () => new Identity());
    const room = { members: long.map(({ id }) => id), keys: long.map(({ publicKey }) => b64u(publicKey)) };
    assert.throws(() => readStep5(changed(V.step5.plaintext, room), meeting), 'a room holds 500');
  });

  test('that gives a key of another epoch', () => {
    for (const changes of [{ epoch: 6 }, { epoch: '7' }, { session_key: b64u(n) }, { members: 'all' }]) {
      assert.throws(() => readSessionKey(changed(V.rekey.plaintext, changes), 7), JSON.stringify(changes));
    }
  });
});

describe('an identity is refused', () => {
  test('that is not written in the one right way', () => {
    const { id } = ada;
    for (const wrong of [undefined, '', id.slice(1), `${id}a`, id.toUpperCase(), id.replace(/.$/, 'b'), `${id}====`]) {
      assert.throws(() => checkedIdentity(wrong));
    }
  });

  test('with another key than its own', () => {
    assert.throws(() => checkedParty(ada.id, b64u(bob.publicKey)));
    assert.throws(() => checkedParty(ada.id, `${b64u(ada.publicKey)}=`));
    assert.throws(() => new Trust(V.member.line.replace(ada.id, bob.id)));
    for (const line of ['', 'chat:', V.member.line.slice(5), `${V.member.line}:more`, V.member.line.slice(0, -4)]) {
      assert.throws(() => new Trust(line), line);
    }
  });

  test('whose key is of low order, once anything is sealed for it or comes from it', async () => {
    const orders = ['00', '01', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'];
    for (const low of orders.map((start) => bytes(start.padEnd(64, '0')))) {
      const nothing = Buffer.alloc(0);
      await assert.rejects(sealed(ada.agreement, low, nothing, nothing, Buffer.alloc(32, 1)), hex(low));
      const box = await sealed(ada.agreement, bob.publicKey, nothing, nothing, Buffer.alloc(32, 1));
      await assert.rejects(opened(bob.agreement, low, nothing, box), hex(low));
      await assert.rejects(opened(bob.agreement, ada.publicKey, nothing, Buffer.concat([low, box.subarray(32)])));
    }
  });
});

test('JSON that two readers may understand differently is refused', () => {
  const deep = (/** @type {number} */ depth) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  for (const wrong of [
    '',
    '[]',
    'null',
    '7',
    '{"a":1}{}',
    '\ufeff{}',
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"b":[{"a":{},"c":3,"a":{}}]}',
    deep(DEPTH + 1),
  ]) {
    assert.throws(() => readObject(wrong), wrong);
    assert.throws(() => readObject(Buffer.from(wrong)), wrong);
  }
  assert.throws(() => readObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 'no UTF-8');
  const good = '{"a":{"a":"\\":{,"},"b":[{"a":1},{"a":2}]," a":3}';
  assert.deepEqual(readObject(Buffer.from(good)), JSON.parse(good));
  readObject(deep(DEPTH));
});
