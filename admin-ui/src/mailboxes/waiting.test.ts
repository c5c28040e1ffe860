import { expect, test } from 'vitest';

import { waiting } from './waiting';

test('says how much waits', () => {
  expect(waiting({ parcels: 0, bytes: 0 })).toBe('empty');
  expect(waiting({ parcels: 1, bytes: 312 })).toBe('1 message, 312 bytes');
  expect(waiting({ parcels: 1000, bytes: 4_194_304 })).toBe('1,000 messages, 4.0 MB');
});
