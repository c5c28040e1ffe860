import { describe, expect, test } from 'vitest';

import { clock, inWords, left, took } from './duration';

describe('a countdown', () => {
  test.each([
    [0, '0:00'],
    [-5_000, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [247_000, '4:07'],
    [3_599_999, '1:00:00'],
    [3_729_000, '1:02:09'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(clock(ms)).toBe(text);
  });
});

describe('a wait', () => {
  test.each([
    [0, '1 second'],
    [1, '1 second'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [245, '5 minutes'],
    [7_200, '2 hours'],
    [200_000, '3 days'],
  ])('of %d s is told as %s', (seconds, text) => {
    expect(inWords(seconds)).toBe(text);
  });
});

test.each([
  [-1, 'Time is up'],
  [247_000, '4:07 left'],
  [7_199_000, '1:59:59 left'],
  [7_200_000, '2 hours left'],
  [3 * 86_400_000 + 500, '3 days left'],
  [2.3 * 86_400_000, '2 days left'],
])('what is left of %d ms is told as %s', (ms, text) => {
  expect(left(ms)).toBe(text);
});

describe('a time that something took', () => {
  test.each([
    [-3, '0 ms'],
    [84.4, '84 ms'],
    [1_200, '1.20 s'],
    [12_340, '12.3 s'],
    [125_000, '2 min 5 s'],
    [120_000, '2 min'],
    [11_400_000, '3 h 10 min'],
    [180_000_000, '2 d 2 h'],
  ])('of %d ms is told as %s', (ms, text) => {
    expect(took(ms)).toBe(text);
  });
});
