import { expect, test } from 'vitest';

import { b64u } from '@browser/wire/encodings';

import { Person } from '../testing/person';
import { MOST_MEMBERS, readFrame } from './frames';

const [ADA, BOB] = [new Person('Ada'), new Person('Bob')];
const KEY = b64u(ADA.self.party.key);

const read = (frame: object) => readFrame(JSON.stringify(frame));

const GOOD: readonly (readonly [object, object])[] = [
  [
    { type: 'prove', sealed: 'AAAA' },
    { type: 'prove', sealed: new Uint8Array(3) },
  ],
  [{ type: 'ack', members: 1 }, { type: 'ack' }],
  [
    { type: 'ack', members: 2, roster: [ADA.id, BOB.id], keys: [KEY, null] },
    { type: 'seat', roster: [ADA.id, BOB.id], parties: [ADA.self.party] },
  ],
  [
    { type: 'nack', code: 'busy', reason: 'x', more: 1 },
    { type: 'nack', code: 'busy', reason: 'x' },
  ],
  [
    { type: 'waiting', seconds: 600 },
    { type: 'waiting', seconds: 600 },
  ],
  [
    { type: 'new_user', identity: ADA.id },
    { type: 'new_user', identity: ADA.id },
  ],
  [
    { type: 'new_user', identity: ADA.id, public_key: KEY },
    { type: 'new_user', identity: ADA.id, party: ADA.self.party },
  ],
  [
    { type: 'relay', from: ADA.id, box: '' },
    { type: 'relay', from: ADA.id, box: new Uint8Array(0) },
  ],
  [
    {
      type: 'user_added',
      identity: ADA.id,
      by: BOB.id,
      epoch: 3,
      members: [BOB.id, ADA.id],
      public_key: KEY,
    },
    { type: 'user_added', by: BOB.id, epoch: 3, members: [BOB.id, ADA.id], party: ADA.self.party },
  ],
  [
    { type: 'user_left', identity: ADA.id, reason: 'offline' },
    { type: 'user_left', identity: ADA.id, reason: 'offline' },
  ],
  [
    { type: 'error', code: 'stale_epoch', detail: 'x', epoch: 4 },
    { type: 'error', code: 'stale_epoch', detail: 'x', epoch: 4 },
  ],
];

test.each(GOOD)('reads %j', (frame, as) => {
  expect(read(frame)).toEqual(as);
});

test('passes over what it does not know', () => {
  expect(read({ type: 'weather' })).toBeUndefined();
});

test.each([
  { type: 'prove' },
  { type: 'prove', sealed: 'AA==' },
  { type: 'ack', roster: [ADA.id], keys: [] },
  { type: 'ack', roster: [ADA.id], keys: [b64u(BOB.self.party.key)] },
  { type: 'ack', roster: [ADA.id], keys: [7] },
  { type: 'ack', roster: 'all', keys: [] },
  { type: 'nack', code: 1, reason: 'x' },
  { type: 'waiting', seconds: -1 },
  { type: 'new_user', identity: 'Ada' },
  { type: 'new_user', identity: BOB.id, public_key: KEY },
  { type: 'relay', from: ADA.id },
  { type: 'user_added', identity: ADA.id, by: BOB.id, epoch: 0, members: [], public_key: KEY },
  { type: 'broadcast', from: ADA.id, epoch: 1, seq: 0, box: '' },
  { type: 'broadcast', from: ADA.id, epoch: 1.5, seq: 1, box: '' },
  { type: 'rekey', epoch: 2, by: ADA.id, members: [ADA.id, ADA.id] },
  { type: 'rekey', epoch: 2 ** 53, by: ADA.id, members: [ADA.id] },
])('refuses %j', (frame) => {
  expect(() => read(frame)).toThrow();
});

test.each(['', 'null', '[]', '{"type":"ack","type":"ack"}', `"${'x'.repeat(300_000)}"`])(
  'refuses the text %.40s',
  (text) => {
    expect(() => readFrame(text)).toThrow();
  },
);

test('takes a room of five hundred, and none of one more', () => {
  const ids = Array.from(
    { length: MOST_MEMBERS + 1 },
    (_, i) => `${'a'.repeat(48)}${i.toString(8).padStart(3, '0').replaceAll('0', 'z').replaceAll('1', 'y')}a`,
  );
  const order = { type: 'rekey', epoch: 2, by: ids[0], members: ids.slice(0, MOST_MEMBERS) };
  expect(read(order)).toMatchObject({ epoch: 2 });
  expect(() => read({ ...order, members: ids })).toThrow();
});
