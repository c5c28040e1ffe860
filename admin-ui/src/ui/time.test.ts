import { describe, expect, test } from 'vitest';

import { relative } from './time';

const NOW = Date.parse('2026-11-24T12:00:00Z');

describe('a moment', () => {
  test.each([
    ['2026-11-24T11:59:52Z', 'just now'],
    ['2026-11-24T12:00:05Z', 'just now'],
    ['2026-11-24T11:59:30Z', '30 seconds ago'],
    ['2026-11-24T11:55:01Z', '4 minutes ago'],
    ['2026-11-24T09:00:00Z', '3 hours ago'],
    ['2026-11-23T11:00:00Z', 'yesterday'],
    ['2026-11-15T11:00:00Z', '9 days ago'],
    ['2026-03-02T11:00:00Z', 'on 2 Mar 2026'],
    ['2026-11-24T12:10:00Z', 'in 10 minutes'],
  ])('at %s is %s', (at, text) => {
    expect(relative(at, NOW)).toBe(text);
  });
});
