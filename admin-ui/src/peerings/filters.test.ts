import { expect, test } from 'vitest';

import { peering } from '../testing/samples';
import { fits, readFilters, writeFilters } from './filters';

test('reads what an address asks for, and leaves what it does not know', () => {
  expect(readFilters(new URLSearchParams('query=ada&standing=ENDED'))).toEqual({
    query: 'ada',
    standing: 'ENDED',
  });
  expect(readFilters(new URLSearchParams('standing=MARRIED'))).toEqual({ query: '' });
});

test('writes only what narrows, and keeps the rest of the address', () => {
  const params = new URLSearchParams('other=1&query=old&standing=ENDED');
  expect(writeFilters(params, { query: 'new', standing: 'PROPOSED' }).toString()).toBe(
    'other=1&query=new&standing=PROPOSED',
  );
  expect(writeFilters(params, { query: '' }).toString()).toBe('other=1');
});

test('looks at names and addresses of both ends', () => {
  const one = peering();
  expect(fits(one, { query: '' })).toBe(true);
  expect(fits(one, { query: ' ada' })).toBe(true);
  expect(fits(one, { query: 'bobcode' })).toBe(true);
  expect(fits(one, { query: 'cleo' })).toBe(false);
  expect(fits(one, { query: 'ada', standing: 'ENDED' })).toBe(false);
  expect(fits(one, { query: 'ada', standing: 'ESTABLISHED' })).toBe(true);
});
