/** The relay's clients by themselves, against the vectors of the wire's page and of RFC 8785. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { canonical, Frame, memberOf, signed, stringified } from '../relay/frames.js';
import { Agreement, hex, User, verifies } from '../relay/keys.js';
import { Initiator, Responder, transcript } from '../relay/session.js';

const SIGNER = new User({ signing: Buffer.alloc(32, 0x42) });
const SIGNED = [
  {
    data: '{"message":{"type":"connect"},"sender":"E011T7D"}',
    signature:
      'faff09637d27d528cbd4d051aaa82e825f35f68d8dd79306f2fc402a51fc9b212c5b93b16568c990ac3fd148a126172039d444279b4a12b663cf4f6e2aaddf01',
  },
  {
    data: '{"message":{"payload":{"ecdh_public_key":"3ae77daabd9eafca135000145d110da7959a0b3c27d6eb1f99f6b98d568fcb77"},"type":"key_exchange"},"recipient":"BOBCODE","sender":"E011T7D"}',
    signature:
      '13c1d30daad783e71d40838d58ab12a51634ef947a47897fdc43e0fce3c9ddcc69e355bb008d9ff1cf8dbfb155a6077d012529bd32f262acefecda00b81b5600',
  },
];

test('signs as the page does, in either form', () => {
  assert.equal(hex(SIGNER.publicKey), '2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12');
  for (const { data, signature } of SIGNED) {
    assert.equal(SIGNER.sign(data), signature);
    assert.equal(canonical(JSON.parse(data)), data);
    assert.ok(verifies(signature, data, SIGNER.publicKey));
    assert.ok(new Frame(`{"data":${data},"signature":"${signature}"}`).isSignedBy(SIGNER.publicKey));
  }
  const data = { sender: 'E011T7D', message: { type: 'connect' } };
  assert.equal(new Frame(signed(SIGNER, data)).signature, SIGNED[0]?.signature);
  assert.ok(new Frame(signed(SIGNER, data, stringified)).isSignedBy(SIGNER.publicKey));
  assert.equal(new Frame(signed(SIGNER, data)).isSignedBy(new User().publicKey), false);
});

test('agrees on the page’s secret', () => {
  const [one, two] = [new Agreement(Buffer.alloc(32, 1)), new Agreement(Buffer.alloc(32, 2))];
  const secret = '2ed76ab549b1e73c031eb49c9448f0798aea81b698279a0c3dc3e49fbfc4b953';
  assert.equal(hex(one.publicKey), 'a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209');
  assert.equal(hex(two.publicKey), 'ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59');
  assert.equal(hex(one.with(two.publicKey)), secret);
  assert.equal(hex(two.with(one.publicKey)), secret);
});

test('agrees on nothing with keys of low order, or not in their canonical form', () => {
  const p = (2n ** 255n - 19n).toString(16);
  const own = new Agreement();
  const keys = [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    hex(Buffer.from((BigInt(`0x${p}`) - 1n).toString(16), 'hex').reverse()),
    hex(Buffer.from(p, 'hex').reverse()),
    'ff'.repeat(32),
    hex(Buffer.from(own.publicKey).fill(own.publicKey.readUInt8(31) | 0x80, 31)),
  ];
  for (const key of keys) assert.throws(() => own.with(Buffer.from(key, 'hex')), key);
});

/** What follows from the page for two users with known keys and nonces, made with another program, in another language. */
const EXPECTED = {
  commit: 'e98eaaeab0a62b512773fa7436b6177737df43dff80834cfeb1da1ab37b159d8',
  reference: '1107a0ef7e3625c37ac2fd9bd84ca25e21a57a12e8cc7c59e9c1c4d0dddbf3da',
  transcript: '534be61376bbda573080539b1bbee2ea149d30d51afee05476f331c60d61a9ac',
  secret: '48b727f2f2f8e53cb256781dc49091e0d823304d425cd0661f40c2dd971fa63c',
  i2r: 'c1c7b8d402aa9d42b3f8bca62cda5b4c1ba3aebdf696239854b8a7b48741cb5e',
  r2i: '7d9f3a0b1f4eabb0190a8d948f9a4413720b371027f7c8d4a852f7ef06e72330',
  confirm: '7f6ed75b112fbc5b69638c01487fa5f040d73b81de1a8c9bc357881d0ad28fb3',
  macs: [
    'a58c4a9c8fd7ed6fefbdfa8e328a4d8be0ce2e6b7323f57bae895e47d6255bfd',
    '69e8b2db936bb939a92d45bf5499b0cb14045070403eec6ac093d99aac11ce0f',
  ],
  compared: {
    words: ['congress', 'original', 'run', 'erosion'],
    symbols: ['🥕 carrot', '🥕 carrot', '🍓 strawberry', '🚌 bus', '🐳 whale', '🤖 robot'],
  },
};

describe('the canonical form', () => {
  test('sorts names by their UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const text = canonical(Object.fromEntries(names.map((name) => [name, 0])));
    assert.deepEqual(Object.keys(JSON.parse(text)).sort(), [...sorted].sort());
    assert.equal(text, `{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`);
  });

  test('escapes what RFC 8785 escapes, and normalises nothing', () => {
    assert.equal(canonical('\u20ac$\u000f\nA\'B"\\\\"/'), '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    assert.equal(canonical(['A\u030a', '\u00c5']), '["A\u030a","\u00c5"]');
  });

  test('has no lone surrogates', () => {
    assert.throws(() => canonical('\ud800'));
  });
});

test('finds a member byte for byte as it came', () => {
  const data = '{ "a" : [1, {"data": 2}, "}\\"," ] , "b":"\\u00e9" }';
  assert.equal(memberOf(`{"signature":"data", "data" : ${data} }`, 'data'), data);
  assert.equal(memberOf(`{"data":${data},"signature":""}`, 'data'), data);
});

test('derives the same keys at both ends, and those that follow from the page', () => {
  const alice = { code: 'ALICE01', user: new User({ signing: Buffer.alloc(32, 0x42) }) };
  const bob = { code: 'BOB0002', user: new User({ signing: Buffer.alloc(32, 0x43) }) };
  const hub = '5e'.repeat(32);
  const [a, b] = [alice, bob].map(({ code, user }) => ({ code, publicKey: user.publicKey }));
  assert.ok(a !== undefined && b !== undefined);
  const initiator = new Initiator(a, hub, new Agreement(Buffer.alloc(32, 1)), Buffer.alloc(32, 0x03));
  const asked = new Frame(
    signed(alice.user, {
      sender: a.code,
      recipient: b.code,
      message: { type: 'key_exchange', payload: initiator.payload },
    }),
  );
  const responder = new Responder(b, hub, a, asked, new Agreement(Buffer.alloc(32, 2)), Buffer.alloc(32, 0x04));
  initiator.references.add(asked.reference);
  const answer = new Frame(
    signed(bob.user, {
      sender: b.code,
      recipient: a.code,
      message: { type: 'key_exchange_ack', payload: responder.payload },
    }),
  );
  const alices = initiator.finish(b, answer);
  const bobs = responder.session;
  assert.deepEqual(alices.transcript, bobs.transcript);
  assert.deepEqual(alices.keys, bobs.keys);
  assert.throws(() => bobs.comparison, /not opened/);
  bobs.takeConfirmation(alices.confirmation);
  alices.takeConfirmation(bobs.confirmation);
  assert.deepEqual(alices.comparison, bobs.comparison);
  assert.deepEqual(
    {
      commit: hex(initiator.commit),
      reference: asked.reference,
      transcript: hex(alices.transcript),
      secret: hex(alices.secret),
      i2r: hex(alices.keys.I),
      r2i: hex(alices.keys.R),
      confirm: hex(alices.keys.confirm),
      macs: [alices.confirmation.mac, bobs.confirmation.mac],
      compared: alices.comparison,
    },
    EXPECTED,
  );
});

test('without a commitment hashes nothing in its place', () => {
  const end = { code: 'A', publicKey: Buffer.alloc(32, 1), used: Buffer.alloc(32, 2) };
  const nothing = Buffer.alloc(0);
  assert.notDeepEqual(transcript(end, end, nothing, nothing), transcript(end, end, Buffer.alloc(32), nothing));
});
