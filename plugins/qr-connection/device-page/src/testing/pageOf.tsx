import { render } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';

import { MemoryStore } from '@browser/testing/memoryStore';
import { seeded } from '@browser/testing/random';

import { Session, type Surroundings } from '../device/session';
import { App } from '../view/App';
import type { FakeHub } from './fakeHub';
import { HOST } from './person';

let pages = 0;

/** The whole page, as a person has it before them, at a hub in memory; news comes when it is asked for. */
export async function pageOf(hub: FakeHub, store = new MemoryStore(), more: Partial<Surroundings> = {}) {
  const session = new Session({
    store,
    send: hub.send,
    connect: () => ({ onopen: null, onmessage: null, onclose: null, close: () => undefined }),
    random: seeded(`page ${pages++}`),
    time: () => hub.time,
    host: HOST,
    isHidden: () => false,
    others: { tell: () => undefined, onTold: undefined },
    ...more,
  });
  render(<App session={session} />);
  await session.open();
  return { session, store, user: userEvent.setup({ delay: null }) };
}
