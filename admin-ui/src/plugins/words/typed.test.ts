import { wordlist } from '@scure/bip39/wordlists/english.js';
import { expect, test } from 'vitest';

import { completed, completionsOf, typedOf, unknownIn } from './typed';

test('takes a line apart whatever its case and gaps', () => {
  expect(typedOf('  Abandon\tMATH \n mim')).toEqual({ words: ['abandon', 'math'], open: 'mim' });
  expect(typedOf('abandon ')).toEqual({ words: ['abandon'], open: '' });
  expect(typedOf('')).toEqual({ words: [], open: '' });
});

test('offers what the open word may become', () => {
  expect(completionsOf(typedOf('abandon mi'), wordlist)).toEqual([
    'middle',
    'midnight',
    'milk',
    'million',
    'mimic',
    'mind',
  ]);
  expect(completionsOf(typedOf('abandon '), wordlist)).toEqual([]);
  expect(completionsOf(typedOf('mimic'), wordlist)).toEqual([]);
  expect(completionsOf(typedOf('act'), wordlist)).toContain('action');
});

test('finishes the open word and makes room for the next', () => {
  expect(completed('abandon mi', 'mimic')).toBe('abandon mimic ');
  expect(completed('ab', 'abandon')).toBe('abandon ');
});

test('names a wrong word with those nearest to it', () => {
  expect(unknownIn(typedOf('abandom mimic '), wordlist)).toEqual([{ word: 'abandom', nearest: ['abandon'] }]);
  expect(unknownIn(typedOf('xyzzyx'), wordlist)).toEqual([{ word: 'xyzzyx', nearest: [] }]);
  expect(unknownIn(typedOf('mimic mas'), wordlist)).toEqual([]);
});
