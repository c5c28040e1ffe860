import { expect, test } from 'vitest';

import type { AuditRow } from '../api/types';
import { allRows, nextBefore } from './pages';

function row(sequence?: number): AuditRow {
  const base = {
    id: `row ${sequence ?? 'new'}`,
    at: '2026-11-24T08:00:00Z',
    actor: 'a',
    action: 'b',
    subject: 'c',
    detail: '',
  };
  return sequence === undefined ? base : { ...base, sequence };
}

test('the next page begins below the last row of a full one', () => {
  expect(nextBefore([row(), row(9), row(8)], 3)).toBe(8);
});

test('there is none after a page that is not full, or after the first row of all', () => {
  expect(nextBefore([row(9), row(8)], 3)).toBeUndefined();
  expect(nextBefore([row(2), row(1)], 2)).toBeUndefined();
  expect(nextBefore([], 3)).toBeUndefined();
});

test('there is none after a page of rows that are not in the chain yet', () => {
  expect(nextBefore([row(), row()], 2)).toBeUndefined();
});

test('a row that moved to the next page is there once', () => {
  expect(
    allRows([
      [row(3), row(2)],
      [row(2), row(1)],
    ]).map(({ sequence }) => sequence),
  ).toEqual([3, 2, 1]);
});
