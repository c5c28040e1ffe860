import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Coalescer } from './coalescer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('lets the first through at once and a crowd as one', () => {
  const run = vi.fn();
  const coalescer = new Coalescer(1_000);
  coalescer.call('devices', run);
  expect(run).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 50; i++) coalescer.call('devices', run);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test('keeps names apart', () => {
  const one = vi.fn();
  const other = vi.fn();
  const coalescer = new Coalescer(1_000);
  coalescer.call('one', one);
  coalescer.call('other', other);
  expect(one).toHaveBeenCalledOnce();
  expect(other).toHaveBeenCalledOnce();
});

test('lets go of what waits when it stops', () => {
  const run = vi.fn();
  const coalescer = new Coalescer(1_000);
  coalescer.call('x', run);
  coalescer.call('x', run);
  coalescer.stop();
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledOnce();
});
