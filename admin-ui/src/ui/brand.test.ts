import { expect, test } from 'vitest';

import { ownName } from './brand';

test('a hub that nobody has named is not named twice', () => {
  expect(ownName('Handfast')).toBeUndefined();
  expect(ownName('Attic')).toBe('Attic');
  expect(ownName(undefined)).toBeUndefined();
});
