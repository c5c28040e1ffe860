/** The peer of challenge-response pairing by itself, against the vectors of the wire's page. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';

import { Channel } from '../libp2p/channel.js';
import { Code } from '../libp2p/code.js';
import { fingerprintOf, publicKeyOf, rawKeyOf } from '../libp2p/device-info.js';
import { decode, encode } from '../libp2p/messages.js';
import { identitySeed } from '../libp2p/peer.js';
import { Proofs } from '../libp2p/proofs.js';
import * as records from '../libp2p/records.js';

const ENTROPY = hex('00112233445546778899aabbccddeeff');
const WORDS = 'abandon math mimic master federal design carbon crystal rookie group knife youth';
const CHALLENGE = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
const INFO_HEAD =
  '6b6465766963655f696e666fa7696465766963655f696450deadbeefdeadbeefdeadbeefdeadbeef6b6465766963655f6e616d6563426f626b6465766963655f74797065';
const INFO_MIDDLE =
  '6a6f735f76657273696f6e656c696e75786b6170705f76657273696f6e65302e312e30736e6574776f726b5f66696e6765727072696e74a267706565725f69647834313244334b6f6f57524e7746706d4e317470736b4268367548577051325754417232566e77746a45534a4735656b6d58794757396f7075626c69635f6b65795f6861736878206437326163643463303639396361663138376563323062323034653338306463696c6173745f7365656e';
/** What the original's encoder wrote. */
const CAPTURED = {
  PairingRequest: `a16e50616972696e6752657175657374a36a73657373696f6e5f69645000112233445546778899aabbccddeeff${INFO_HEAD}674465736b746f70${INFO_MIDDLE}74323032352d30362d32365431393a33353a34355a6a7075626c69635f6b65799824080112182018e71837184d18521847184818530f187918f618db18da183c187b183b18b41892182018b6189418eb184c183718931839187916186418a518d7185b16`,
  Challenge: `a1694368616c6c656e6765a36a73657373696f6e5f69645000112233445546778899aabbccddeeff696368616c6c656e67659820000102030405060708090a0b0c0d0e0f101112131415161718181819181a181b181c181d181e181f${INFO_HEAD}a1654f746865726178${INFO_MIDDLE}781e323032352d30362d32365431393a33353a34352e3132333435363738395a`,
  Response: `a168526573706f6e7365a36a73657373696f6e5f69645000112233445546778899aabbccddeeff68726573706f6e73659840${'18ff'.repeat(64)}${INFO_HEAD}664d6f62696c65${INFO_MIDDLE}7818323032352d30362d32365431393a33353a34352e3132305a`,
  Complete:
    'a168436f6d706c657465a36a73657373696f6e5f69645000112233445546778899aabbccddeeff6773756363657373f566726561736f6ef6',
  Failed:
    'a168436f6d706c657465a36a73657373696f6e5f69645000112233445546778899aabbccddeeff6773756363657373f466726561736f6e626e6f',
};

/** @param {string} digits */
function hex(digits) {
  return Buffer.from(digits, 'hex');
}

/** @param {number} master every byte of it */
async function identity(master) {
  const privateKey = await generateKeyPairFromSeed('Ed25519', identitySeed(Buffer.alloc(32, master)));
  return { privateKey, id: peerIdFromPrivateKey(privateKey) };
}

/** @param {string} bytes */
function reader(bytes) {
  return () => decode(hex(bytes));
}

describe('a code', () => {
  const code = new Code(ENTROPY);

  test('has words, a public session and a secret', () => {
    assert.equal(code.words, WORDS);
    assert.equal(code.session.toString('hex'), '0700d6a41771410881f87db439391012');
    assert.equal(code.secret.toString('hex'), '00112233445546778899aabbccddeeffaaa451496df17307b0f18fecbcff49d0');
    assert.deepEqual(Code.typed(`  ${WORDS.toUpperCase().replaceAll(' ', ' \n')} `), code);
  });

  test('has a session and a key of its own in the original’s day', () => {
    const original = new Code(ENTROPY, 'original');
    assert.deepEqual(original.session, ENTROPY);
    const { i2j, j2i } = original.plainKeys;
    assert.equal(i2j.toString('hex'), '382fe04b40f7cd242295d83b501c8d63c8d91865d0963e2045321795a07e891d');
    assert.deepEqual(i2j, j2i);
  });

  test('is none with a wrong word, or in the wrong order', () => {
    assert.throws(() => Code.typed(WORDS.replace('youth', 'youtube')));
    assert.throws(() => Code.typed(WORDS.split(' ').reverse().join(' ')));
  });
});

test('has the page’s identity, and signs as it does', async () => {
  assert.equal(
    Buffer.from(identitySeed(Buffer.alloc(32, 0x42))).toString('hex'),
    'c5c0cfacab871499a3c5afc9d5247d517e26a61353e4cc201022b1dd7ba64b4d',
  );
  const { id, privateKey } = await identity(0x42);
  assert.equal(
    publicKeyOf(id).toString('hex'),
    '08011220e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16',
  );
  assert.deepEqual(fingerprintOf(id), {
    peer_id: '12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9',
    public_key_hash: 'd72acd4c0699caf187ec20b204e380dc',
  });
  assert.equal(
    Buffer.from(await privateKey.sign(CHALLENGE)).toString('hex'),
    '476e894048e920ca8d6ec6e93f326dfc23d8b02156861d265aba49834f37438b02d9c6052071e75877cb756c018b467fa170d341e4b2c7b4013131ed0ec3870a',
  );
});

test('proves as the page does', async () => {
  const [initiator, joiner] = [(await identity(0x42)).id, (await identity(0x43)).id].map(rawKeyOf);
  assert.ok(initiator !== undefined && joiner !== undefined);
  assert.equal(joiner.toString('hex'), 'a1ee7be86b64610e4d30c9320182f6c1987e8a693cec6530b33710adf032645d');
  const proofs = new Proofs(new Code(ENTROPY), initiator, joiner, CHALLENGE);
  const { i2j, j2i } = proofs.keys;
  assert.deepEqual(
    [proofs.key, proofs.initiator, proofs.joiner, proofs.complete, i2j, j2i].map((bytes) => bytes.toString('hex')),
    [
      'f013c64062959fdec9a844541fec82c4e2e10ed3abae8cb66697e58c28b26c48',
      'd93f3610ab990144a614961af97229a112dfefac49aebd9b08ad5d341e92a79d',
      '6f81ff32817018dc019b5723819b720f4d5f377d1b7b841cc5f5f8b5914d7da7',
      '3e70b47a8a767fd40873c42dc80e75a9fbe8644267eb436da715cd65e88a9afd',
      'ab1771d3fca43a60e43978c7be8a66d3963a2a4d87dea1b8d45c6a4b513014e1',
      'fecb1084fa5ee0937928334cade25d7f94101aabd25cd92099df03b584cca4f1',
    ],
  );
});

describe('messages', () => {
  for (const [name, captured] of Object.entries(CAPTURED)) {
    test(`writes ${name} as it reads it`, () => {
      assert.equal(Buffer.from(encode(decode(hex(captured)))).toString('hex'), captured);
    });
  }

  test('carries fields of ours as byte strings behind the others', () => {
    const proof = Buffer.alloc(32, 7);
    const bytes = encode({ ...decode(hex(CAPTURED.Complete)), proof });
    const expected = `${CAPTURED.Complete.replace('657465a3', '657465a4')}6570726f6f665820${proof.toString('hex')}`;
    assert.equal(Buffer.from(bytes).toString('hex'), expected);
    assert.deepEqual(decode(bytes).proof, proof);
  });

  test('refuses what the original would not have written', () => {
    assert.throws(reader(CAPTURED.Complete.replace('66726561736f6ef6', '')));
    assert.throws(reader(CAPTURED.Complete.replace('50001122334455', '70001122334455')));
    assert.throws(reader(CAPTURED.Challenge.replace(/9820(?:..)+?181f/, `5820${CHALLENGE.toString('hex')}`)));
    assert.throws(reader(CAPTURED.PairingRequest.replace('184d', '19004d')));
    assert.throws(reader(`${CAPTURED.Complete}00`));
  });
});

test('seals messages one way, each once, for one protocol', () => {
  const code = new Code(ENTROPY);
  const [initiator, joiner] = [
    new Channel('initiator', code.session, code.plainKeys),
    new Channel('joiner', code.session, code.plainKeys),
  ];
  const first = initiator.seal('chat', 'Hello');
  assert.equal(first.subarray(0, 12).toString('hex'), '000000000000000000000000');
  assert.equal(joiner.seal('chat', '').subarray(0, 12).toString('hex'), '010000000000000000000000');
  assert.throws(() => joiner.open('files', first));
  assert.equal(joiner.open('chat', first).toString(), 'Hello');
  assert.throws(() => joiner.open('chat', first), /counter/);
  assert.throws(() => initiator.open('chat', first), /wrong way/);
});

describe('a record', () => {
  const code = new Code(ENTROPY);
  const now = Date.now();
  const record = {
    peer_id: '12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9',
    addresses: ['/ip4/127.0.0.1/tcp/4001'],
    device_info: {},
    expires_at: new Date(now + 60_000).toISOString(),
    created_at: new Date(now).toISOString(),
  };

  test('is bound to the code and to where it points', () => {
    const { auth, ...rest } = records.read(records.write(code, record));
    assert.deepEqual(rest, record);
    assert.equal(records.authOf(code, rest), auth);
    assert.notEqual(records.authOf(code, { ...rest, addresses: [] }), auth);
    assert.notEqual(records.authOf(new Code(Buffer.alloc(16, 1)), rest), auth);
  });

  test('is kept until its time, and not for long', async () => {
    const value = records.write(code, record);
    await records.validate(records.keyOf(code), value);
    await assert.rejects(records.validate(Buffer.from('/handfast/x'), value));
    for (const expires of [now - 1, now + 700_000]) {
      const other = records.write(code, { ...record, expires_at: new Date(expires).toISOString() });
      await assert.rejects(records.validate(records.keyOf(code), other));
    }
  });

  test('gives way to a newer one', () => {
    const newer = records.write(code, { ...record, created_at: new Date(now + 1_000).toISOString() });
    assert.equal(records.select(records.keyOf(code), [records.write(code, record), newer]), 1);
  });
});
