import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { concat, hex } from '@browser/wire/bytes';
import { base32 } from '@browser/wire/encodings';

import { BadLine, type Line, readPasted, readScanned, withCheck, writeLine } from './lines';

const random = seeded('lines');
const FIRST: Line = {
  kind: 'K',
  x25519: random(32),
  pairKey: random(32),
  commit: random(32),
  host: 'HUB.EXAMPLE:9081',
};
const REPLY: Line = {
  kind: 'K',
  x25519: random(32),
  pairKey: random(32),
  nonce: random(16),
  host: '[FD00::1]:9081',
};
const SECOND: Line = {
  kind: 'S',
  signature: random(64),
  expires: 1_800_000_000,
  senderId: hex(random(20)),
  recipientId: hex(random(20)),
  nonce: random(16),
};

function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof BadLine) return error.fault;
    throw error;
  }
  return 'none';
}

describe.each([
  ['first', FIRST],
  ['reply', REPLY],
  ['second', SECOND],
])('the %s line', (_, line) => {
  const written = writeLine(line);

  test('comes back as it was', () => {
    expect(readScanned(written)).toEqual(line);
    expect(readScanned(withCheck(written))).toEqual(line);
    expect(readPasted(withCheck(written))).toEqual(line);
  });

  test('ends in four characters of the hash of all before', () => {
    const digest = createHash('sha256').update(written, 'ascii').digest();
    expect(withCheck(written)).toBe(`${written}-${base32(digest).slice(0, 4)}`);
  });

  test('may be wrapped by a letter', () => {
    expect(readPasted(`\n  ${withCheck(written).replace(/(.{60})/g, '$1\r\n')} \n`)).toEqual(line);
  });

  test('is refused with any one character lost or altered', () => {
    const pasted = withCheck(written);
    for (let at = 0; at < pasted.length; at++) {
      expect(
        faultOf(() => readPasted(pasted.slice(0, at) + pasted.slice(at + 1))),
        `without ${at}`,
      ).not.toBe('none');
      const other = pasted[at] === 'A' ? 'B' : 'A';
      expect(
        faultOf(() => readPasted(pasted.slice(0, at) + other + pasted.slice(at + 1))),
        `${at}`,
      ).not.toBe('none');
    }
  });

  test('is refused wherever it is cut', () => {
    for (let size = 0; size < written.length; size++) {
      const fault = faultOf(() => readPasted(written.slice(0, size)));
      expect(['foreign', 'uncertain']).toContain(fault);
    }
  });

  test('is asked for its check characters when pasted', () => {
    expect(faultOf(() => readPasted(written))).toBe('uncertain');
  });

  test('draws as upper case alone', () => {
    expect(written).toBe(written.toUpperCase());
  });
});

test.each([
  ['https://example.com', 'foreign'],
  ['WIFI:T:WPA;S:home;P:secret;;', 'foreign'],
  ['', 'foreign'],
  ['handfast:1:K:AA:HUB', 'foreign'],
  ['HANDFAST:2:K:AA:HUB', 'newer'],
  ['HANDFAST:1:X:AA', 'damaged'],
  ['HANDFAST:1:K:AA', 'damaged'],
  ['HANDFAST:1:S:', 'damaged'],
  [`${writeLine(SECOND)}:HUB`, 'damaged'],
  [writeLine(FIRST).replace('HUB', 'hub'), 'damaged'],
  [writeLine(FIRST).replace('HUB.EXAMPLE', 'A@HUB'), 'damaged'],
  [writeLine(FIRST).slice(0, 100), 'damaged'],
  [`HANDFAST:1:K:${base32(concat(Uint8Array.of(2), new Uint8Array(96)))}:HUB`, 'newer'],
  [`HANDFAST:1:K:${base32(concat(Uint8Array.of(1), new Uint8Array(90)))}:HUB`, 'damaged'],
  [`HANDFAST:1:S:${base32(new Uint8Array(127))}`, 'damaged'],
  [`HANDFAST:1:S:${base32(new Uint8Array(128).fill(255))}`, 'damaged'],
  ['A'.repeat(513), 'large'],
])('says of %j that it is %s', (text, fault) => {
  expect(faultOf(() => readScanned(text))).toBe(fault);
});
