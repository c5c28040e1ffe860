import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { fromHex, hex, hash } from '@browser/wire/bytes';
import { commitment, compare } from '@browser/wire/words';

const PROTOCOL = 'qr-connection';
const PAGE = '../../../api-spec/protocols/check-words.md';

test('agrees with the vectors of the page about check words', () => {
  const block = readFileSync(PAGE, 'utf8').split('# qr: nonces of 16 bytes')[1] ?? '';
  const of = Object.fromEntries(
    block
      .split('```')[0]
      ?.split('\n')
      .map((line) => /^(\S+) +(.+)$/.exec(line)?.slice(1) ?? []) ?? [],
  ) as Record<string, string>;
  const end = (n: number) => ({
    id: fromHex(of[`id${n}`] ?? ''),
    key: fromHex(of[`key${n}`] ?? ''),
    nonce: fromHex(of[`nonce${n}`] ?? ''),
  });
  const commit = commitment(PROTOCOL, end(1));

  expect(of.protocol).toBe(PROTOCOL);
  expect(hex(commit)).toBe(of.commit);
  const { words, symbols } = compare(PROTOCOL, end(1), end(2), commit, '');
  expect(words.join(' ')).toBe(of.words);
  expect(symbols.map((symbol) => symbol.split(' ')[1]).join(' ')).toBe(of.symbols);
});

test('shows other words of another hub', () => {
  const end = (name: string) => ({
    id: hash(name).subarray(0, 20),
    key: hash(name),
    nonce: hash(name).subarray(0, 16),
  });
  const at = (hub: string) =>
    compare(PROTOCOL, end('a'), end('b'), commitment(PROTOCOL, end('a')), hub).words;
  expect(at('00'.repeat(32))).not.toEqual(at('11'.repeat(32)));
});
