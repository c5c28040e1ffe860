/** Check words, symbols and fingerprints of every protocol, against the vectors of their page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkWords, commitment, fingerprint } from '../parts/comparison.js';
import { ROOT } from '../parts/places.js';

const PAGE = readFileSync(join(ROOT, 'api-spec/protocols/check-words.md'), 'utf8');
const [, BLOCK = ''] = /```vectors\n([^`]*)```/.exec(PAGE) ?? [];
const VECTORS = BLOCK.split('\n\n').map((lines) =>
  Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => /** @type {[string, string]} */ (line.split(/ +(.*)/, 2))),
  ),
);

/** @param {string | undefined} hex @returns {Buffer} */
function bytes(hex = '') {
  return hex === '-' ? Buffer.alloc(0) : Buffer.from(hex, 'hex');
}

test('the page has vectors', () => {
  assert.deepEqual(
    VECTORS.map(({ protocol }) => protocol),
    ['direct-tcp', 'challenge-response', 'relay-key-exchange', 'qr-connection'],
  );
});

for (const v of VECTORS) {
  test(`the words of ${v.protocol} are the page’s`, () => {
    const { protocol = '' } = v;
    const first = { id: bytes(v.id1), key: bytes(v.key1), nonce: bytes(v.nonce1) };
    const second = { id: bytes(v.id2), key: bytes(v.key2), nonce: bytes(v.nonce2) };
    const commit = commitment(protocol, first);
    assert.equal(commit.toString('hex'), v.commit);
    const compared = checkWords(protocol, first, second, commit, bytes(v.hub));
    assert.equal(compared.hash.toString('hex'), v.hash);
    assert.equal(compared.words.join(' '), v.words);
    assert.equal(compared.symbols.map((symbol) => symbol.replace(/^\S+ /, '')).join(' '), v.symbols);
    assert.equal(fingerprint(protocol, first).join(' '), v.fingerprint1);
    assert.equal(fingerprint(protocol, second).join(' '), v.fingerprint2);
  });
}
