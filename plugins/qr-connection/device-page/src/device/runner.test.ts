import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { FakeHub } from '../testing/fakeHub';
import { pair, Person } from '../testing/person';
import type { Socket } from './live';
import { Runner } from './runner';

let hub: FakeHub;
let ada: Person;
let bob: Person;
let runner: Runner;
let sockets: (Socket & { target: string; hangUp: () => void })[];
let refuseSockets: boolean;

/** A socket to the hub in memory, which opens a moment later, as sockets do. */
function connect(target: string): Socket {
  let stopped: (() => void) | undefined;
  const hangUp = () => {
    stopped?.();
    socket.onclose?.();
  };
  const socket: Socket & { target: string; hangUp: () => void } = {
    target,
    onopen: null,
    onmessage: null,
    onclose: null,
    hangUp,
    close: hangUp,
  };
  sockets.push(socket);
  queueMicrotask(() => {
    if (refuseSockets) {
      hangUp();
      return;
    }
    socket.onopen?.();
    stopped = hub.listen(target, (data) => socket.onmessage?.({ data }));
    if (stopped === undefined) hangUp();
  });
  return socket;
}

async function pass(ms: number): Promise<void> {
  hub.time += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(async () => {
  vi.useFakeTimers();
  sockets = [];
  refuseSockets = false;
  hub = new FakeHub();
  ada = await new Person('Ada', hub).join();
  bob = await new Person('Bob', hub).join();
  await pair(ada, bob);
  runner = new Runner(
    ada.device,
    connect,
    () => false,
    () => undefined,
  );
});

afterEach(() => {
  runner.stop();
  vi.useRealTimers();
});

test('hears at once what is pushed, and confirms it', async () => {
  runner.wake();
  await pass(10);
  expect(runner.standing).toBe('live');
  bob.say('hello');
  await bob.device.turn();
  expect(ada.said).toEqual(['hello']);
  await pass(10);
  await bob.device.turn();
  expect(bob.only.messages[0]).toMatchObject({ state: 'received' });
});

test('asks every few seconds where no socket is to be had', async () => {
  refuseSockets = true;
  runner.wake();
  await pass(10);
  expect(runner.standing).toBe('asking');
  bob.say('hello');
  await bob.device.turn();
  await pass(6_000);
  expect(ada.said).toEqual(['hello']);
});

test('opens the socket again, signed anew, and not all the time', async () => {
  runner.wake();
  await pass(10);
  refuseSockets = true;
  sockets[0]?.hangUp();
  await pass(60_000);
  expect(sockets.length).toBeGreaterThan(3);
  expect(sockets.length).toBeLessThan(9);
  expect(new Set(sockets.map(({ target }) => target)).size).toBe(sockets.length);
  refuseSockets = false;
  await pass(40_000);
  expect(runner.standing).toBe('live');
});

test('tries ever more slowly while the hub is away, and comes back', async () => {
  hub.network = 'down';
  refuseSockets = true;
  runner.wake();
  await pass(10);
  expect(runner.standing).toBe('offline');
  ada.say('hello');
  await pass(60_000);
  hub.network = 'up';
  await pass(40_000);
  expect(runner.standing).toBe('asking');
  await bob.device.turn();
  expect(bob.said).toEqual(['hello']);
});

test('waits as long as the hub says', async () => {
  hub.refuseNext = { target: '/qr/sync', status: 503, code: 'busy', retryAfter: 20 };
  runner.wake();
  await pass(10);
  expect(runner.standing).toBe('busy');
  const before = hub.asked.length;
  await pass(15_000);
  expect(hub.asked.length).toBe(before);
  await pass(10_000);
  expect(runner.standing).toBe('live');
});

test('tries again in a moment what the other’s pause held up', async () => {
  runner.wake();
  await pass(10);
  await bob.device.pause(bob.only.id);
  ada.say('later');
  runner.wake();
  await pass(10);
  expect(ada.only.held?.code).toBe('paused');
  await bob.device.resume(bob.only.id);
  await pass(11_000);
  await bob.device.turn();
  expect(bob.said).toEqual(['later']);
});

test('asks no more once it was stopped', async () => {
  runner.wake();
  await pass(10);
  runner.stop();
  const before = hub.asked.length;
  await pass(120_000);
  expect(hub.asked.length).toBe(before);
});
