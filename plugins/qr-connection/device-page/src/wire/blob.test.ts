import { expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { agreementKey } from '@browser/wire/hpke';

import { openBlob, ROOM, sealBlob } from './blob';
import { newUuid } from './uuid';

const random = seeded('blob');
const ada = random(32);
const bob = random(32);
const ROUTE = { from: '11'.repeat(20), to: '22'.repeat(20), packetId: newUuid(random) };

function sent(content: Record<string, unknown>) {
  const blob = sealBlob(ada, agreementKey(bob), ROUTE, content, random);
  return openBlob(bob, agreementKey(ada), ROUTE, blob);
}

test('carries texts and places', () => {
  expect(sent({ type: 'text', text: 'hello 🦉', at: 5 })).toEqual({ type: 'text', text: 'hello 🦉', at: 5 });
  const place = { type: 'location', lat: -33.9, lon: 151.2, at: 6 };
  expect(sent(place)).toEqual(place);
  expect(sent({ ...place, accuracy: 12 })).toEqual({ ...place, accuracy: 12 });
});

test('says that it does not know what later versions say', () => {
  expect(sent({ type: 'status', at: 5 })).toEqual({ type: 'unknown' });
});

test.each([
  { type: 'text', at: 5 },
  { type: 'text', text: 5, at: 5 },
  { type: 'text', text: 'x', at: '5' },
  { type: 'location', lat: 90.1, lon: 0, at: 5 },
  { type: 'location', lat: 0, lon: '0', at: 5 },
  { type: 'rekey', x25519: '==', sig: '' },
])('cannot read %j', (content) => {
  expect(() => sent(content)).toThrow();
});

test('is bound to its two ends, its direction and its packet', () => {
  const blob = sealBlob(ada, agreementKey(bob), ROUTE, { type: 'text', text: 'x', at: 5 }, random);
  const { from, to } = ROUTE;
  for (const route of [
    { ...ROUTE, from: to, to: from },
    { ...ROUTE, to: '33'.repeat(20) },
    { ...ROUTE, packetId: newUuid(random) },
  ]) {
    expect(() => openBlob(bob, agreementKey(ada), route, blob)).toThrow();
  }
});

test('holds 8,192 bytes and no more', () => {
  const text = 'x'.repeat(ROOM - JSON.stringify({ type: 'text', text: '', at: 5 }).length);
  expect(sent({ type: 'text', text, at: 5 })).toMatchObject({ text });
  expect(() => sent({ type: 'text', text: `${text}x`, at: 5 })).toThrow(RangeError);
  expect(() => openBlob(bob, agreementKey(ada), ROUTE, 'A'.repeat(10_928))).toThrow(RangeError);
});
