import { expect, test } from 'vitest';

import { CODE } from '../testing/samples';
import { codeOf } from './code';

test('finds a code with all that belongs to it', () => {
  const code = codeOf(CODE);
  expect(code?.words).toHaveLength(12);
  expect(code?.addresses).toEqual(['/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWHub']);
  expect(code?.warnings).toEqual([]);
});

test('a phrase of another protocol is no code', () => {
  expect(codeOf([{ code: 'phrase', kind: 'PHRASE', values: ['absorb'] }])).toBeUndefined();
});
