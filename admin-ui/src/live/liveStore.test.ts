import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { FakeEvents } from '../testing/fakeEvents';
import { LiveStore, type LiveListeners } from './liveStore';

let hidden = false;
let showAgain: () => void = () => undefined;
let listeners: { [K in keyof LiveListeners]: ReturnType<typeof vi.fn<LiveListeners[K]>> };
let store: LiveStore;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  FakeEvents.install();
  hidden = false;
  listeners = { news: vi.fn(), missed: vi.fn(), bye: vi.fn(), broke: vi.fn() };
  store = new LiveStore(
    {
      open: () => new FakeEvents('/events'),
      hidden: () => hidden,
      watchHidden: (listener) => {
        showAgain = () => {
          hidden = false;
          listener();
        };
        return () => undefined;
      },
      now: () => Date.now(),
      random: () => 0.5,
    },
    listeners,
  );
  stop = store.start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const stream = () => FakeEvents.latest();

test('is live once the hub says hello, and fetches what may have changed before', () => {
  expect(store.getState()).toEqual({ at: 'connecting', failures: 0 });
  stream().say('hello', { version: 3 });
  expect(store.getState()).toEqual({ at: 'live' });
  expect(listeners.missed).toHaveBeenCalledOnce();
});

test('passes news on', () => {
  stream().say('hello', { version: 3 });
  stream().say('devices', { version: 4, id: 'd' });
  expect(listeners.news).toHaveBeenCalledWith('devices', { version: 4, id: 'd' });
});

test('ignores what it cannot read', () => {
  stream().say('hello', { version: 3 });
  stream().say('devices', { no: 'version' });
  stream().say('weather', { version: 5 });
  expect(listeners.news).not.toHaveBeenCalled();
});

test('waits longer with each failure', () => {
  const waits = [1_000, 2_000, 4_000, 8_000];
  for (const [i, wait] of waits.entries()) {
    stream().say('error');
    expect(store.getState()).toEqual({ at: 'waiting', failures: i + 1, until: Date.now() + wait });
    vi.advanceTimersByTime(wait - 1);
    expect(FakeEvents.opened).toHaveLength(i + 1);
    vi.advanceTimersByTime(1);
    expect(FakeEvents.opened).toHaveLength(i + 2);
  }
  expect(listeners.broke).toHaveBeenCalledTimes(waits.length);
});

test('begins anew with the waits after it was live', () => {
  stream().say('error');
  vi.advanceTimersByTime(1_000);
  stream().say('hello', { version: 1 });
  stream().say('error');
  expect(store.getState()).toMatchObject({ at: 'waiting', failures: 1 });
});

test('has missed nothing when it comes back to the same version', () => {
  stream().say('hello', { version: 3 });
  stream().say('plugins', { version: 4 });
  stream().say('error');
  vi.advanceTimersByTime(1_000);
  stream().say('hello', { version: 4 });
  expect(listeners.missed).toHaveBeenCalledOnce();
});

test('has missed something when it comes back to another version', () => {
  stream().say('hello', { version: 3 });
  stream().say('error');
  vi.advanceTimersByTime(1_000);
  stream().say('hello', { version: 2 });
  expect(listeners.missed).toHaveBeenCalledTimes(2);
});

test('waits while nobody looks, and tries as soon as somebody does', () => {
  stream().say('hello', { version: 3 });
  hidden = true;
  stream().say('error');
  expect(store.getState()).toEqual({ at: 'paused', failures: 1 });
  vi.advanceTimersByTime(3_600_000);
  expect(FakeEvents.opened).toHaveLength(1);
  showAgain();
  expect(FakeEvents.opened).toHaveLength(2);
});

test('does not try when the page was hidden in the meantime', () => {
  stream().say('error');
  hidden = true;
  vi.advanceTimersByTime(1_000);
  expect(store.getState()).toEqual({ at: 'paused', failures: 1 });
});

test('keeps an open stream while the page is hidden', () => {
  stream().say('hello', { version: 3 });
  hidden = true;
  stream().say('questions', { version: 4 });
  expect(listeners.news).toHaveBeenCalledOnce();
});

test('can be hurried', () => {
  stream().say('error');
  store.tryNow();
  expect(FakeEvents.opened).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(FakeEvents.opened).toHaveLength(2);
});

test('gives up on a stream that does not say hello', () => {
  const first = stream();
  vi.advanceTimersByTime(15_000);
  expect(first.closed).toBe(true);
  expect(store.getState()).toMatchObject({ at: 'waiting', failures: 1 });
  first.say('hello', { version: 9 });
  expect(store.getState()).toMatchObject({ at: 'waiting' });
});

test('gives up on a stream that fell silent, and not on one that only pings', () => {
  const first = stream();
  first.say('hello', { version: 3 });
  for (let i = 0; i < 10; i++) {
    vi.advanceTimersByTime(15_000);
    first.say('ping', { version: 3 });
  }
  expect(store.getState()).toEqual({ at: 'live' });
  vi.advanceTimersByTime(45_000);
  expect(first.closed).toBe(true);
  expect(store.getState()).toMatchObject({ at: 'waiting', failures: 1 });
});

test('ends when the session does', () => {
  stream().say('hello', { version: 3 });
  stream().say('bye', { version: 3 });
  expect(listeners.bye).toHaveBeenCalledOnce();
  expect(store.getState()).toEqual({ at: 'closed' });
  expect(stream().closed).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(FakeEvents.opened).toHaveLength(1);
});

test('says nothing after it was stopped', () => {
  const open = stream();
  stop();
  expect(open.closed).toBe(true);
  open.say('error');
  expect(listeners.broke).not.toHaveBeenCalled();
});
