import { expect, test } from 'vitest';

import { CHECK_WORDS, FINGERPRINTS } from '../testing/samples';
import { comparisonOf } from './comparison';

test('words come with their symbols', () => {
  expect(comparisonOf(CHECK_WORDS)).toMatchObject({
    by: 'words',
    words: ['velvet', 'harbor', 'quantum', 'lemon'],
  });
});

test('fingerprints are compared where there are no words', () => {
  expect(comparisonOf(FINGERPRINTS)).toMatchObject({ by: 'fingerprints' });
});

test('words are enough where both are there', () => {
  expect(comparisonOf([...FINGERPRINTS, ...CHECK_WORDS]).by).toBe('words');
});

test('symbols alone, half the fingerprints, or nothing are no ground to trust on', () => {
  expect(comparisonOf([]).by).toBe('nothing');
  expect(comparisonOf(CHECK_WORDS.slice(1)).by).toBe('nothing');
  expect(comparisonOf(FINGERPRINTS.slice(0, 1)).by).toBe('nothing');
});
