import { expect, test } from 'vitest';

import { b64u } from '@browser/wire/encodings';

import { Person } from '../testing/person';
import { identityOf, isIdentity, partyOf } from './identity';
import { BadLine, identityLine, readIdentityLine } from './identityLine';
import { isRoomName, roomNameOf } from './roomName';

const ADA = new Person('Ada').self.party;
const BOB = new Person('Bob').self.party;

test.each(['', 'Ada', 'Zoë: 100% & more', '👋 "quoted"'])('carries the name %j', (name) => {
  expect(readIdentityLine(` ${identityLine(ADA, name)}\n`)).toEqual({ party: ADA, name });
});

test.each([
  ['', 'foreign'],
  ['HANDFAST:1:…', 'foreign'],
  [`chat:${'a'.repeat(2_000)}`, 'foreign'],
  ['chat:', 'cut'],
  [`chat:${ADA.id}`, 'cut'],
  [`chat:${ADA.id}:${b64u(ADA.key)}`, 'cut'],
  [`chat:${ADA.id}:${b64u(ADA.key).slice(1)}:Ada`, 'cut'],
  [`chat:${ADA.id}:${b64u(ADA.key)}:A:B`, 'cut'],
  [`chat:${ADA.id}:${b64u(ADA.key)}:%`, 'cut'],
  [`chat:${ADA.id.toUpperCase()}:${b64u(ADA.key)}:Ada`, 'cut'],
  [`chat:${ADA.id}:${b64u(BOB.key)}:Ada`, 'other-key'],
  [`chat:${ADA.id}:${'*'.repeat(43)}:Ada`, 'other-key'],
])('refuses %j as %s', (line, fault) => {
  let thrown: unknown;
  try {
    readIdentityLine(line);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toEqual(new BadLine(fault as BadLine['fault']));
  expect(thrown).toMatchObject({ fault });
});

test('takes no key of low order, though its hash fits', () => {
  const low = new Uint8Array(32);
  expect(() => partyOf(identityOf(low), b64u(low))).toThrow();
});

test('an identity has no spare bits', () => {
  expect(isIdentity(ADA.id)).toBe(true);
  expect(isIdentity(`${ADA.id.slice(0, -1)}b`)).toBe(false);
  expect(isIdentity(`${ADA.id}a`)).toBe(false);
  expect(isIdentity(undefined)).toBe(false);
});

test.each([
  ['garden-4', 'garden-4'],
  ['  Garden ', 'garden'],
  ['http://hub:9081/chat#garden', 'garden'],
  ['#garden', 'garden'],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['a'.repeat(65), undefined],
  ['my room', undefined],
  ['', undefined],
  ['/help', undefined],
])('reads %j as the room %j', (text, room) => {
  expect(roomNameOf(text)).toBe(room);
  if (room !== undefined) expect(isRoomName(room)).toBe(true);
});
