import { render } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';

import { MemoryStore } from '@browser/testing/memoryStore';
import { seeded } from '@browser/testing/random';

import type { Socket } from '../device/conversation';
import { Session, type Surroundings } from '../device/session';
import { App } from '../view/App';
import { cardOf, type Entrance, type FakeRoom } from './fakeRoom';
import { clock } from './person';

let pages = 0;

/** A socket into a room in memory, which opens in a moment. */
export function socketInto(room: FakeRoom, sockets: Socket[] = []): Socket {
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => {
      entrance?.send(frame);
    },
    close: () => {
      entrance?.drop();
    },
  };
  let entrance: Entrance | undefined;
  queueMicrotask(() => {
    entrance = room.enter(
      (data) => socket.onmessage?.({ data }),
      (code) => socket.onclose?.({ code }),
    );
    socket.onopen?.();
  });
  sockets.push(socket);
  return socket;
}

/** The whole page, as a person has it before them, at a hub with one room in memory. */
export async function pageOf(
  room: FakeRoom,
  store = new MemoryStore(),
  more: Partial<Surroundings> = {},
  hash = '',
) {
  const sockets: Socket[] = [];
  const session = new Session({
    store,
    send: () => Promise.resolve(Response.json(cardOf())),
    connect: () => socketInto(room, sockets),
    random: seeded(`page ${pages++}`),
    time: () => clock.now,
    ...more,
  });
  history.replaceState(null, '', `/chat${hash}`);
  render(<App session={session} />);
  await session.open();
  return { session, store, sockets, user: userEvent.setup({ delay: null }) };
}
