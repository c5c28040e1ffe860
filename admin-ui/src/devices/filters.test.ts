import { expect, test } from 'vitest';

import { isFiltered, readFilters, writeFilters } from './filters';

test('reads what an address asks for', () => {
  expect(readFilters(new URLSearchParams('query=ada&trust=REVOKED'))).toEqual({
    query: 'ada',
    trust: 'REVOKED',
  });
  expect(readFilters(new URLSearchParams(''))).toEqual({ query: '' });
});

test('leaves what it does not know, and cuts what the hub would not take', () => {
  expect(readFilters(new URLSearchParams('trust=WIZARD'))).toEqual({ query: '' });
  expect(readFilters(new URLSearchParams(`query=${'x'.repeat(200)}`)).query).toHaveLength(128);
});

test('writes only what narrows, and keeps the rest of the address', () => {
  const params = new URLSearchParams('other=1&query=old&trust=KNOWN');
  expect(writeFilters(params, { query: 'new', trust: 'TRUSTED' }).toString()).toBe(
    'other=1&query=new&trust=TRUSTED',
  );
  expect(writeFilters(params, { query: '' }).toString()).toBe('other=1');
});

test('blanks do not narrow', () => {
  expect(isFiltered({ query: '  ' })).toBe(false);
  expect(isFiltered({ query: 'a' })).toBe(true);
  expect(isFiltered({ query: '', trust: 'KNOWN' })).toBe(true);
});
