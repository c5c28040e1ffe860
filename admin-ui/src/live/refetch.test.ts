import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Refetch } from './refetch';

let queries: QueryClient;
let refetch: Refetch;

const KEYS = [
  ['session'],
  ['hub'],
  ['audit', 'list'],
  ['questions', 'list'],
  ['devices', 'list', '', undefined, 100],
  ['devices', 'one', 'a'],
  ['devices', 'one', 'b'],
  ['conversations', 'one', 'a'],
  ['plugins', 'list'],
];

beforeEach(() => {
  vi.useFakeTimers();
  queries = new QueryClient();
  KEYS.forEach((key) => queries.setQueryData(key, 'data'));
  refetch = new Refetch(queries);
});
afterEach(() => {
  refetch.stop();
  queries.clear();
  vi.useRealTimers();
});

function old(): string[] {
  return KEYS.filter((key) => queries.getQueryState(key)?.isInvalidated).map((key) =>
    key.slice(0, 3).join('/'),
  );
}

test('news of one device leave the other alone', () => {
  refetch.news('devices', { id: 'a', version: 1 });
  expect(old()).toEqual(['hub', 'devices/list/', 'devices/one/a']);
});

test('news of devices at large are about each', () => {
  refetch.news('devices', { version: 1 });
  expect(old()).toEqual(['hub', 'devices/list/', 'devices/one/a', 'devices/one/b']);
});

test('whoever missed news fetches everything but the session', () => {
  refetch.everything();
  expect(old()).toHaveLength(KEYS.length - 1);
  expect(old()).not.toContain('session');
});

test('news that come during the first fetch are not lost in it', async () => {
  let waiting = 0;
  let answer: () => void = () => undefined;
  const observer = new QueryObserver(queries, {
    queryKey: ['questions', 'list', 'first'],
    queryFn: () => {
      const seen = waiting;
      return new Promise<number>(
        (resolve) =>
          (answer = () => {
            resolve(seen);
          }),
      );
    },
  });
  const stop = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  // The hub has answered; the answer is on its way when a device asks.
  waiting = 1;
  refetch.everything();
  answer();
  await vi.advanceTimersByTimeAsync(0);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(observer.getCurrentResult().data).toBe(1);
  stop();
});
