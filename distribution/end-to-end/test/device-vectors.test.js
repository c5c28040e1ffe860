/** The device of these tests by itself, against the vectors of the wire's page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { generate, open, seal } from '../device/themis.js';
import { decode, encode, frame, uint, Unframer } from '../device/wire.js';
import { isPhrase } from '../device/words.js';
import { ROOT } from '../parts/places.js';

const PAGE = readFileSync(join(ROOT, 'api-spec/protocols/direct-tcp.md'), 'utf8');
const DEVICE = '00112233-4455-4677-8899-aabbccddeeff';

/** @param {string} name @returns {Buffer} the bytes that the page has after it */
function vector(name) {
  const [, hex = ''] = new RegExp(`^${name}\\s+([0-9a-f ]+)`, 'm').exec(PAGE) ?? [];
  assert.notEqual(hex, '', `the page has no vector '${name}'`);
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

test('opens the page’s Secure Message with the page’s keys', () => {
  const b = { publicKey: vector('B public'), privateKey: vector('B private') };
  assert.equal(open(b, vector('A public'), vector('A to B, "hello abst"')).toString(), 'hello abst');
});

test('seals anew each time, and nobody else opens it', () => {
  const [a, b, c] = [generate(), generate(), generate()];
  const plain = Buffer.from('the same');
  const message = seal(a, b.publicKey, plain);
  assert.notDeepEqual(message, seal(a, b.publicKey, plain));
  assert.deepEqual(open(b, a.publicKey, message), plain);
  assert.throws(() => open(c, a.publicKey, message));
});

test('writes and reads the page’s frames', () => {
  const packets = /** @type {const} */ ([
    ['Hello, not paired', { type: 'Hello', device: DEVICE, paired: false }],
    ['PairRequest "Bob"', { type: 'PairRequest', name: 'Bob', details: undefined }],
    ['KeyCheckResponse', { type: 'KeyCheckResponse', same: true }],
  ]);
  for (const [name, packet] of packets) {
    const bytes = vector(name);
    assert.deepEqual(frame(encode(packet, 'document')), bytes, name);
    const [payload = Buffer.alloc(0)] = new Unframer().push(bytes);
    assert.deepEqual(decode(payload, 'document'), packet);
  }
});

test('counts the bytes of keys and checks as the page does', () => {
  const key = encode({ type: 'SendKey', key: Buffer.alloc(45) }, 'document');
  assert.deepEqual(uint(key.length), vector('SendKey, no test').subarray(0, 1));
  const check = encode({ type: 'KeyCheck', message: Buffer.alloc(308) }, 'document');
  assert.deepEqual(uint(check.length), vector('KeyCheck').subarray(0, 3));
});

test('takes a frame however it is cut', () => {
  const whole = Buffer.concat([Buffer.alloc(0), Buffer.alloc(127, 1), Buffer.alloc(300, 2)].map(frame));
  const unframer = new Unframer();
  const payloads = [...whole].flatMap((byte) => unframer.push(Buffer.from([byte])));
  assert.deepEqual(
    payloads.map((payload) => payload.length),
    [0, 127, 300],
  );
  assert.equal(unframer.inside, false);
});

test('refuses what is not in its shortest form', () => {
  assert.throws(() => new Unframer().push(Buffer.from('cc05cc00cc04c3', 'hex')), /shortest form/);
  assert.throws(() => decode(Buffer.from('cc00cc01d903426f62c0', 'hex'), 'document'), /shortest form/);
  assert.throws(() => decode(Buffer.from('cc00cc04c3c3', 'hex'), 'document'), /after the last field/);
});

test('knows a phrase that no hub has made', () => {
  assert.equal(isPhrase(Array.from({ length: 8 }, () => 'abandon')), false);
});
