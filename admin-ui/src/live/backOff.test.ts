import { expect, test } from 'vitest';

import { backOff } from './backOff';

test('doubles the wait with each failure, to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backOff(failures, 0.5))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

test('spreads pages out by a quarter each way', () => {
  expect(backOff(3, 0)).toBe(3_000);
  expect(backOff(3, 1)).toBe(5_000);
});
