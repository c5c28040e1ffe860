import { expect, test } from 'vitest';

import { passwordFaults } from './passwordRules';

test('asks for one', () => {
  expect(passwordFaults('', '')).toEqual({ password: 'Choose a password.' });
});

test.each([
  ['123456789', { password: 'Too short: it needs at least 10 characters, and has 9.' }],
  ['1234567890', {}],
  ['12345678901', {}],
])('%j has the faults %j', (password, faults) => {
  expect(passwordFaults(password, password)).toEqual(faults);
});

test('counts characters, not what a machine stores', () => {
  expect(passwordFaults('🐢🐢🐢🐢🐢', '🐢🐢🐢🐢🐢')).toEqual({
    password: 'Too short: it needs at least 10 characters, and has 5.',
  });
});

test('wants the same twice', () => {
  expect(passwordFaults('velvet harbor', 'velvet')).toEqual({ again: 'This is not the same as above.' });
});
