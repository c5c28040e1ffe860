import { expect, test } from 'vitest';

import { question } from '../testing/samples';
import { announcement } from './announce';

const one = question({ id: 'a' });

test('says who asks', () => {
  expect(announcement(new Set(), [one])).toBe("A device that calls itself Ada's laptop asks to pair.");
  expect(announcement(new Set(['a']), [one, question({ id: 'b', stage: 'WORDS', name: 'Phone' })])).toBe(
    'Phone waits for words to be compared.',
  );
});

test('says how many when many come at once', () => {
  expect(announcement(new Set(), [one, question({ id: 'b' })])).toBe('2 devices wait for an answer.');
});

test('is silent when one goes', () => {
  expect(announcement(new Set(['a', 'b']), [one])).toBeUndefined();
});
