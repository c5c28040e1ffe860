import { expect, test } from 'vitest';

import { participant } from '../../testing/samples';
import { vouchingGraph } from './vouching';

test('leads from whoever vouched to whom it was for, and has those without a line too', () => {
  const { nodes, edges } = vouchingGraph([
    participant({ address: 'ada', facts: { identity: 'proven' } }),
    participant({ address: 'bob', present: false, facts: { identity: 'proven', 'vouched-by': 'ada' } }),
    participant({ address: 'cleo', facts: { identity: 'claimed', 'vouched-by': 'bob' } }),
    participant({ address: 'dora', facts: { identity: 'proven' } }),
  ]);
  expect(edges.map(({ from, to }) => [from, to])).toEqual([
    ['ada', 'bob'],
    ['bob', 'cleo'],
  ]);
  expect(nodes.map(({ key, isThere, isVague }) => [key, isThere, isVague])).toEqual([
    ['ada', true, false],
    ['bob', false, false],
    ['cleo', true, true],
    ['dora', true, false],
  ]);
});

test('keeps a voucher that has left', () => {
  const { nodes } = vouchingGraph([
    participant({ address: 'bob', facts: { identity: 'proven', 'vouched-by': 'gone' } }),
  ]);
  expect(nodes.map(({ key, isThere, isVague }) => [key, isThere, isVague])).toEqual([
    ['bob', true, false],
    ['gone', false, true],
  ]);
});
