import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { MemoryStore } from '@browser/testing/memoryStore';
import { seeded } from '@browser/testing/random';

import { FakeHub } from '../testing/fakeHub';
import { HOST } from '../testing/person';
import { type Others, Session, type Surroundings } from './session';

let hub: FakeHub;
let store: MemoryStore;
let pages: Others[];
let opened: Session[];

function page(more: Partial<Surroundings> = {}): Session {
  const others: Others = {
    onTold: undefined,
    tell: () => {
      for (const page of pages) if (page !== others) page.onTold?.();
    },
  };
  pages.push(others);
  const session = new Session({
    store,
    send: (target, init) => hub.send(target, init),
    connect: () => ({ onopen: null, onmessage: null, onclose: null, close: () => undefined }),
    random: seeded(`page ${pages.length}`),
    time: () => hub.time,
    host: HOST,
    isHidden: () => false,
    others,
    ...more,
  });
  opened.push(session);
  return session;
}

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
  store = new MemoryStore();
  pages = [];
  opened = [];
});

afterEach(() => {
  for (const session of opened) session.stop();
  vi.useRealTimers();
});

async function joined(): Promise<Session> {
  const session = page();
  await session.open();
  if (session.phase.kind !== 'open') throw new Error(session.phase.kind);
  session.phase.device.join('Ada', '');
  session.wake();
  await vi.advanceTimersByTimeAsync(10);
  return session;
}

test('warns of a hub with another key, and keeps what belongs to the one before', async () => {
  const first = await joined();
  const account = first.phase.kind === 'open' ? first.phase.device.account : undefined;
  const before = hub;
  hub = new FakeHub('Impostor', 'another');
  const second = page();
  await second.open();
  expect(second.phase).toMatchObject({ kind: 'changed', before: { id: before.id }, now: { id: hub.id } });

  second.acceptHub();
  expect(second.phase).toMatchObject({ kind: 'open', device: { account: undefined, hub: { id: hub.id } } });

  hub = before;
  const third = page();
  await third.open();
  third.acceptHub();
  expect(third.phase.kind === 'open' && third.phase.device.account).toEqual(account);
});

test('takes no card whose id is not the hash of its key', async () => {
  const session = page({
    send: async (target, init) => {
      const card = (await (await hub.send(target, init)).json()) as object;
      return Response.json({ ...card, hub_id: '00'.repeat(32) });
    },
  });
  await session.open();
  expect(session.phase.kind).toBe('unreachable');
});

test('waits for a hub that is away, and shows meanwhile what it knows', async () => {
  hub.network = 'down';
  const stranger = page();
  await stranger.open();
  expect(stranger.phase.kind).toBe('unreachable');
  hub.network = 'up';
  await vi.advanceTimersByTimeAsync(2_000);
  expect(stranger.phase.kind).toBe('open');
  stranger.stop();

  await joined();
  hub.network = 'down';
  const known = page();
  await known.open();
  expect(known.phase).toMatchObject({ kind: 'open', device: { account: { name: 'Ada' } } });
});

test('is the device in one page of the browser at a time', async () => {
  const first = await joined();
  const second = page();
  await second.open();
  expect([first.phase.kind, second.phase.kind]).toEqual(['elsewhere', 'open']);
  await first.open();
  expect([first.phase.kind, second.phase.kind]).toEqual(['open', 'elsewhere']);
});

test('forgets everything', async () => {
  const session = await joined();
  session.forgetEverything();
  await vi.advanceTimersByTimeAsync(10);
  expect(session.phase).toMatchObject({ kind: 'open', device: { account: undefined } });
  expect(store.names()).toEqual(['handfast-qr/1/hub']);
});

test('says that a browser keeps nothing', async () => {
  const session = page({ store: undefined });
  await session.open();
  expect(session.phase.kind).toBe('forgetful');
});
