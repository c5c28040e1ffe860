import { afterEach, expect, test, vi } from 'vitest';

import { hubNow, noteHubDate } from './hubClock';

afterEach(() => {
  noteHubDate(new Date().toUTCString(), Date.now());
  vi.useRealTimers();
});

test('follows a hub whose clock is minutes off', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') });
  noteHubDate('Tue, 24 Nov 2026 12:05:00 GMT', Date.now());
  expect(hubNow()).toBe(Date.parse('2026-11-24T12:05:00Z'));
});

test('leaves a difference that is only the way of the answer', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00.900Z') });
  noteHubDate('Tue, 24 Nov 2026 11:59:59 GMT', Date.now());
  expect(hubNow()).toBe(Date.now());
});

test('ignores an answer without a date', () => {
  vi.useFakeTimers({ now: 0 });
  noteHubDate(null, Date.now());
  noteHubDate('yesterday', Date.now());
  expect(hubNow()).toBe(0);
});
