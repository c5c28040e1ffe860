import { expect, test } from 'vitest';

import { setUpToken } from './setUpToken';

test.each([
  ['#token=abc-_123', 'abc-_123'],
  ['#other=1&token=abc', 'abc'],
  ['#token=', undefined],
  ['#', undefined],
  ['', undefined],
])('%j holds %j', (fragment, token) => {
  expect(setUpToken(fragment)).toBe(token);
});
