import { expect, test } from 'vitest';

import { shownText } from './shownText';

test('keeps lines, indents and tabs', () => {
  expect(shownText('one\r\n\n  two\tthree\r')).toBe('one\n\n  two\tthree\n');
});

test('writes out what would hide, or turn what is around it', () => {
  expect(shownText('safe\u202Egpj.exe')).toBe('safe⟨U+202E⟩gpj.exe');
});
