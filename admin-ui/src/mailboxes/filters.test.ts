import { expect, test } from 'vitest';

import type { Mailbox } from '../api/types';
import { arranged, isFiltered, readFilters, writeFilters } from './filters';

const NOW = Date.parse('2026-11-24T12:00:00Z');

function mailbox(address: string, parcels: number, bytes: number, hours?: number): Mailbox {
  const oldestAt = hours === undefined ? {} : { oldestAt: new Date(NOW - hours * 3_600_000).toISOString() };
  return { protocol: 'p', protocolTitle: 'P', address, parcels, bytes, ...oldestAt };
}

const ALL = [
  mailbox('many', 9, 50, 1),
  mailbox('large', 2, 5_000_000, 2),
  mailbox('old', 1, 10, 30),
  mailbox('new', 1, 9),
];

function names(filters: Parameters<typeof arranged>[1]): string[] {
  return arranged(ALL, filters, NOW).map(({ address }) => address);
}

test('orders by what is asked for, the most first', () => {
  expect(names({ order: 'messages' })).toEqual(['many', 'large', 'old', 'new']);
  expect(names({ order: 'size' })).toEqual(['large', 'many', 'old', 'new']);
  expect(names({ order: 'age' })).toEqual(['old', 'large', 'many', 'new']);
});

test('narrows by age and size', () => {
  expect(names({ order: 'age', age: 'day' })).toEqual(['old']);
  expect(names({ order: 'age', age: 'hour' })).toEqual(['old', 'large', 'many']);
  expect(names({ order: 'age', size: 'megabyte' })).toEqual(['large']);
  expect(names({ order: 'age', size: 'megabyte', age: 'day' })).toEqual([]);
});

test('reads what an address asks for, and writes only what is asked for', () => {
  expect(readFilters(new URLSearchParams('age=day&size=huge&order=colour'))).toEqual({
    age: 'day',
    order: 'messages',
  });
  expect(
    writeFilters(new URLSearchParams('other=1&size=megabyte'), { age: 'day', order: 'size' }).toString(),
  ).toBe('other=1&age=day&order=size');
  expect(isFiltered({ order: 'age' })).toBe(false);
  expect(isFiltered({ order: 'age', size: 'megabyte' })).toBe(true);
});
