import { expect, test } from 'vitest';

import { linesWith, sectionsOf } from './report';

const LINES = [
  { section: 'Addresses', name: '/ip4/192.0.2.7/tcp/4001', detail: 'listens' },
  { section: 'Routing table', name: '12D3KooWAda', detail: 'bucket 3' },
  { section: 'Addresses', name: '/ip4/203.0.113.9/tcp/4001', detail: 'confirmed by two' },
];

test('lines of one section come together, sections in their order', () => {
  expect(sectionsOf(LINES).map(({ name, lines }) => [name, lines.length])).toEqual([
    ['Addresses', 2],
    ['Routing table', 1],
  ]);
});

test('looks for a line by all that it says', () => {
  expect(linesWith(' ada ', LINES)).toEqual([LINES[1]]);
  expect(linesWith('addresses', LINES)).toHaveLength(2);
  expect(linesWith('', LINES)).toHaveLength(3);
});
