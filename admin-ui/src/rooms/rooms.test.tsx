import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { RoomDetail } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { chatPlugin, deviceDetail, participant, room } from '../testing/samples';

const REMOVE = 'POST /protocols/chat-join/commands/remove-member';
const CLOSE = 'POST /protocols/chat-join/commands/close-room';
const DONE = { conversationId: 'room-1', shown: [] };

const ADA = participant({ deviceId: 'device-1', name: "Ada's laptop", trust: 'TRUSTED' });
const BOB = participant({
  address: 'bobbobbobbobbobbob',
  present: false,
  facts: { identity: 'claimed', 'vouched-by': ADA.address },
});
const CLEO = participant({
  address: 'cleocleocleocleo',
  standing: 'At the door',
  facts: { identity: 'proven', door: 'a member is asked whether it knows this one' },
});

function lab(parts: Partial<RoomDetail> = {}): RoomDetail {
  return { room: room({ atTheDoor: 1 }), participants: [ADA, BOB, CLEO], ...parts };
}

test('lists the rooms, narrows them down, and keeps that in the address', async () => {
  new FakeHub().on('GET /rooms', () => ({
    items: [room({ atTheDoor: 2 }), room({ conversationId: 'room-2', name: 'hall', members: 1, present: 1 })],
  }));
  const { user, screen } = renderConsole('/rooms');
  const table = within(await screen.findByRole('table', { name: 'Rooms' }));
  const [, first, second] = table.getAllByRole('row');
  if (first === undefined || second === undefined) throw new Error('there are too few rows');
  expect(within(first).getByRole('link', { name: 'lab' })).toHaveAttribute('href', '/rooms/room-1');
  expect(within(first).getByText('3, 2 here')).toBeVisible();
  expect(within(first).getByText('2 waiting')).toBeVisible();
  expect(within(second).getByText('1, all here')).toBeVisible();
  await user.type(screen.getByLabelText('Name of a room'), 'Hal');
  expect(location.search).toBe('?query=Hal');
  expect(screen.queryByRole('link', { name: 'lab' })).toBeNull();
  await user.type(screen.getByLabelText('Name of a room'), 'x');
  await user.click(screen.getByRole('button', { name: 'Show all rooms' }));
  expect(screen.getByRole('link', { name: 'lab' })).toBeVisible();
});

test('says how the first is opened, and the keyboard leads there', async () => {
  new FakeHub().on('GET /rooms', () => ({ items: [] }));
  const { user, screen } = renderConsole('/');
  await screen.findByRole('heading', { level: 1, name: 'Pending' });
  await user.keyboard('go');
  expect(await screen.findByRole('heading', { name: 'No room is open' })).toBeVisible();
  expect(screen.getByText('./handfast device chat join ROOM')).toBeVisible();
});

test('leads to who may open rooms', async () => {
  new FakeHub()
    .on('GET /rooms', () => ({ items: [] }))
    .on('GET /plugins', () => ({ items: [chatPlugin()] }))
    .on('GET /protocols/chat-join/settings', () => ({ items: [] }));
  const { user, screen } = renderConsole('/rooms');
  await user.click(await screen.findByRole('link', { name: 'settings of Chat join' }));
  expect(location.pathname + location.search).toBe('/plugins?settings=chat-join');
  expect(await screen.findByText('It has none.')).toBeVisible();
});

test('shows who is in a room, how far each is known, and who let whom in', async () => {
  new FakeHub().on('GET /rooms/room-1', () => lab()).on('GET /plugins', () => ({ items: [chatPlugin()] }));
  const { screen } = renderConsole('/rooms/room-1');
  const members = within(await screen.findByRole('table', { name: 'Members' }));
  const [, first, second] = members.getAllByRole('row');
  if (first === undefined || second === undefined) throw new Error('there are too few rows');
  expect(within(first).getByRole('link', { name: "Ada's laptop" })).toHaveAttribute(
    'href',
    '/devices/device-1',
  );
  expect(within(first).getByText('Proven')).toBeVisible();
  expect(within(first).getByText('Here')).toBeVisible();
  expect(within(first).getByText('nobody: came first')).toBeVisible();
  expect(within(second).getByText('Only claimed')).toBeVisible();
  expect(within(second).getByText('Away')).toBeVisible();
  expect(within(second).getByRole('link', { name: "Ada's laptop" })).toBeVisible();
  const door = within(screen.getByRole('table', { name: 'At the door' }));
  expect(door.getByText('A member is asked whether it knows this one.')).toBeVisible();
  expect(screen.getByText('The hub never sees a key or a text')).toBeVisible();
});

test('draws who vouched for whom, and tells of a chosen line', async () => {
  new FakeHub().on('GET /rooms/room-1', () => lab()).on('GET /plugins', () => ({ items: [chatPlugin()] }));
  const { user, screen } = renderConsole('/rooms/room-1');
  const graph = within(await screen.findByRole('region', { name: 'Graph of who vouched for whom' }));
  expect(graph.getByRole('link', { name: "Ada's laptop, here" })).toHaveAttribute(
    'href',
    '/devices/device-1',
  );
  await user.click(graph.getByRole('button', { name: "Ada's laptop vouched for bobbobbobbo…" }));
  const chosen = within(screen.getByRole('region', { name: 'The chosen vouch' }));
  expect(chosen.getByText('Only claimed')).toBeVisible();
  await user.click(chosen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('region', { name: 'The chosen vouch' })).toBeNull();
});

test('removes a member, once it has been said what that does', async () => {
  let removed = false;
  const hub = new FakeHub()
    .on('GET /rooms/room-1', () => (removed ? lab({ participants: [ADA] }) : lab()))
    .on('GET /plugins', () => ({ items: [chatPlugin()] }))
    .on(REMOVE, () => {
      removed = true;
      return DONE;
    });
  const { user, screen } = renderConsole('/rooms/room-1');
  await user.click(await screen.findByRole('button', { name: 'Remove bobbobbobbo…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('The others make a new key at once, which it does not get.')).toBeVisible();
  expect(hub.requests(REMOVE)).toHaveLength(0);
  await user.click(dialog.getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('bobbobbobbo… is removed from lab')).toBeVisible();
  expect(hub.requests(REMOVE)[0]?.body).toEqual({ arguments: { room: 'lab', identity: BOB.address } });
  expect(screen.queryByRole('button', { name: 'Remove bobbobbobbo…' })).toBeNull();
});

test('closes a room, says what the hub says if it cannot, and that it is gone', async () => {
  let answer: unknown = new Refusal(400, 'command-failed', 'It is being closed already.');
  let closed = false;
  const hub = new FakeHub()
    .on('GET /rooms/room-1', () => (closed ? new Refusal(404, 'no-such-room') : lab()))
    .on('GET /plugins', () => ({ items: [chatPlugin()] }))
    .on(CLOSE, () => answer);
  const { user, screen } = renderConsole('/rooms/room-1');
  await user.click(await screen.findByRole('button', { name: 'Close the room…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Close the room' }));
  expect(await dialog.findByText('It is being closed already.')).toBeVisible();
  answer = DONE;
  closed = true;
  await user.click(dialog.getByRole('button', { name: 'Close the room' }));
  expect(await screen.findByRole('heading', { name: 'It was closed, or the last has left' })).toBeVisible();
  expect(hub.requests(CLOSE)[1]?.body).toEqual({ arguments: { room: 'lab' } });
});

test('offers nothing that the protocol of the room cannot do', async () => {
  new FakeHub().on('GET /rooms/room-1', () => lab());
  const { screen } = renderConsole('/rooms/room-1');
  await screen.findByRole('table', { name: 'Members' });
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Close the room…' })).toBeNull();
});

test('hears who came', async () => {
  let detail = lab({ participants: [ADA] });
  new FakeHub().on('GET /rooms/room-1', () => detail);
  const { screen } = renderConsole('/rooms/room-1');
  await screen.findByRole('table', { name: 'Members' });
  FakeEvents.latest().say('hello', { version: 1 });
  detail = lab();
  FakeEvents.latest().say('conversations', { id: 'room-1', version: 2 });
  expect(await screen.findByRole('table', { name: 'At the door' })).toBeVisible();
});

test('a device leads to the rooms that it is in', async () => {
  const hub = new FakeHub()
    .on('GET /devices/device-1', () => deviceDetail())
    .on('GET /conversations', () => ({ items: [] }))
    .on('GET /rooms', () => ({ items: [room()] }));
  const { screen } = renderConsole('/devices/device-1');
  const rooms = within(await screen.findByRole('list', { name: 'Rooms' }));
  expect(rooms.getByRole('link', { name: 'lab' })).toHaveAttribute('href', '/rooms/room-1');
  expect(hub.requests('GET /rooms')[0]?.query.get('device')).toBe('device-1');
});
