import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { FakeHub } from '../testing/fakeHub';
import { nobodyThere } from './activity';
import { api, unwrap } from './client';

beforeEach(() => {
  vi.useFakeTimers();
  dispatchEvent(new Event('keydown'));
});
afterEach(() => {
  vi.useRealTimers();
});

test('nobody is there once the page was left alone for a minute', () => {
  expect(nobodyThere()).toBe(false);
  vi.advanceTimersByTime(60_001);
  expect(nobodyThere()).toBe(true);
  dispatchEvent(new Event('pointermove'));
  expect(nobodyThere()).toBe(false);
});

test('what an unattended page fetches says that nobody asked', async () => {
  const hub = new FakeHub().on('GET /questions', () => ({ items: [] }));
  await unwrap(api.GET('/questions'));
  vi.advanceTimersByTime(60_001);
  await unwrap(api.GET('/questions'));
  expect(hub.requests('GET /questions').map(({ headers }) => headers.has('Handfast-Background'))).toEqual([
    false,
    true,
  ]);
});
