import { expect, test } from 'vitest';

import { plainName } from './plainName';

test('writes what programs call a thing as people would', () => {
  expect(plainName('device-revoked')).toBe('Device revoked');
  expect(plainName('PendingPairRequest')).toBe('Pending pair request');
  expect(plainName('Connected')).toBe('Connected');
});

test('leaves abbreviations whole', () => {
  expect(plainName('CONTACT')).toBe('CONTACT');
  expect(plainName('SendKDF')).toBe('SendKDF');
});
