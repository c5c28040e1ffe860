import { expect, test } from 'vitest';

import { factTerm, isTime } from './facts';

test('names what it knows in words, and others plainly', () => {
  expect(factTerm('replayable')).toBe('Connects in a way that can be repeated');
  expect(factTerm('wire-revision')).toBe('Wire revision');
});

test('knows a time from other values', () => {
  expect(isTime('2026-11-29T19:43:55Z')).toBe(true);
  expect(isTime('2026-11-29T19:43:55.123456Z')).toBe(true);
  expect(isTime('yes')).toBe(false);
  expect(isTime('2026')).toBe(false);
});
