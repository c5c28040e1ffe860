import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Message } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { codePlugin, deviceDetail, message, peer } from '../testing/samples';

const MESSAGES = '/devices/device-1/messages';
const SAY = 'POST /protocols/challenge-response/commands/message';
const PING = 'POST /protocols/challenge-response/commands/ping';

function hubWith(items: () => unknown, parts = {}) {
  return new FakeHub()
    .on('GET /plugins', () => ({ items: [codePlugin()] }))
    .on('GET /conversations', () => ({ items: [] }))
    .on('GET /devices/device-1', () => deviceDetail({ device: peer(parts) }))
    .on(`GET ${MESSAGES}`, items);
}

const list = { name: 'Messages, newest first' };

test('lists what was said both ways, and hears what comes', async () => {
  let items: Message[] = [message({ sent: true, topic: 'backup', text: 'Start at 2.' })];
  hubWith(() => ({ items }));
  const { screen } = renderConsole('/devices/device-1');
  const said = within(await screen.findByRole('list', list));
  expect(said.getByText('To it')).toBeVisible();
  expect(said.getByText('backup')).toBeVisible();
  expect(said.getByText('Start at 2.')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  items = [message({ at: '2026-11-24T09:00:00Z', text: 'Done:\n  2 files' }), ...items];
  FakeEvents.latest().say('messages', { version: 2 });
  expect(await said.findByText('From it')).toBeVisible();
  expect(said.getByText(/Done:/).textContent).toBe('Done:\n  2 files');
  expect(said.getAllByRole('listitem')).toHaveLength(2);
});

test('shows bytes that are no text as such, and a long text by its beginning', async () => {
  hubWith(() => ({
    items: [
      { ...message({ topic: 'bytes', size: 3, data: '_wD_' }), text: undefined },
      message({ text: `${'a'.repeat(1_000)}the end`, size: 1_007 }),
    ],
  }));
  const { user, screen } = renderConsole('/devices/device-1');
  const said = within(await screen.findByRole('list', list));
  expect(said.getByText('Not text.')).toBeVisible();
  expect(said.getByText('_wD_')).toBeVisible();
  expect(said.queryByText(/the end$/)).toBeNull();
  await user.click(said.getByRole('button', { name: 'Show all of it' }));
  expect(said.getByText(/the end$/)).toBeVisible();
});

test('says something about what was talked about last, and keeps it if the hub refuses', async () => {
  let refuse = true;
  const hub = hubWith(() => ({ items: [message()] })).on(SAY, () =>
    refuse
      ? new Refusal(400, 'command-failed', 'The device cannot be reached.')
      : { conversationId: 'c', shown: [] },
  );
  const { user, screen } = renderConsole('/devices/device-1');
  const form = within(await screen.findByRole('form', { name: 'Say something to it' }));
  expect(form.getByRole('button', { name: 'Send' })).toBeDisabled();
  expect(await form.findByDisplayValue('greeting')).toBe(form.getByLabelText(/^Topic/));
  await user.type(form.getByLabelText(/^Text/), 'Hello, Ada{Enter}');
  expect(await form.findByText('The device cannot be reached.')).toBeVisible();
  expect(form.getByLabelText(/^Text/)).toHaveValue('Hello, Ada');
  refuse = false;
  await user.click(form.getByRole('button', { name: 'Send' }));
  expect(await form.findByLabelText(/^Text/)).toHaveValue('');
  expect(form.queryByText('The device cannot be reached.')).toBeNull();
  expect(hub.requests(SAY).at(-1)?.body).toEqual({
    arguments: { device: '12D3KooWAda', protocol: 'greeting', text: 'Hello, Ada' },
  });
});

test('tells that nothing was said from that it could not be asked', async () => {
  let broken = true;
  hubWith(() =>
    broken ? new Refusal(503, 'store-unavailable', 'The database does not answer.') : { items: [] },
  );
  const { user, screen } = renderConsole('/devices/device-1');
  expect(await screen.findByText('The database does not answer.')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/Nothing was said yet/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Clear messages…' })).toBeNull();
});

test('clears messages only after saying what that does', async () => {
  let items = [message()];
  const hub = hubWith(() => ({ items })).on(`DELETE ${MESSAGES}`, () => {
    items = [];
  });
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Clear messages…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/All of them go from this hub/)).toBeVisible();
  expect(hub.requests(`DELETE ${MESSAGES}`)).toHaveLength(0);
  await user.click(dialog.getByRole('button', { name: 'Clear them' }));
  expect(await screen.findByText('The messages are gone')).toBeVisible();
  expect(await screen.findByText(/Nothing was said yet/)).toBeVisible();
});

test('pings a device and says what came of it', async () => {
  let answers = true;
  const hub = hubWith(() => ({ items: [] })).on(PING, () =>
    answers
      ? { conversationId: 'c', shown: [{ code: 'pong', kind: 'TEXT', values: ['It answered in 12 ms.'] }] }
      : new Refusal(400, 'command-failed', 'It did not answer.'),
  );
  const { user, screen } = renderConsole('/devices/device-1');
  await user.click(await screen.findByRole('button', { name: 'Ping' }));
  expect(await screen.findByText('It answered in 12 ms.')).toBeVisible();
  expect(hub.requests(PING)[0]?.body).toEqual({ arguments: { device: '12D3KooWAda' } });
  answers = false;
  await user.click(screen.getByRole('button', { name: 'Ping' }));
  expect(await screen.findByText('It did not answer.')).toBeVisible();
});

test('a device that is not trusted can be read but not talked to', async () => {
  hubWith(() => ({ items: [message()] }), { trust: 'SUSPENDED' });
  const { screen } = renderConsole('/devices/device-1');
  expect(await screen.findByRole('list', list)).toBeVisible();
  expect(screen.getByText(/Nothing can be said to it now/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Ping' })).toBeNull();
});
