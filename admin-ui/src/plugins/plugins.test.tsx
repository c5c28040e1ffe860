import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Plugin, Setting } from '../api/types';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { chatPlugin, plugin, qrPlugin, setting } from '../testing/samples';

const PHRASE = ['absorb', 'acid', 'anchor', 'autumn', 'basket', 'beyond', 'candle', 'canyon'];

test('makes a phrase and shows it once', async () => {
  const hub = new FakeHub()
    .on('GET /plugins', () => ({ items: [plugin()] }))
    .on('POST /protocols/direct-tcp/commands/phrase', () => ({
      conversationId: 'c',
      shown: [{ kind: 'PHRASE', values: PHRASE }],
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
    }));
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Make a phrase' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(within(dialog.getByRole('list', { name: 'Phrase' })).getAllByRole('listitem')).toHaveLength(8);
  expect(dialog.getByRole('timer')).toHaveTextContent(/^(10:00|9:5\d) left$/);
  expect(hub.requests('POST /protocols/direct-tcp/commands/phrase')[0]?.body).toEqual({ arguments: {} });
  await user.click(dialog.getByRole('button', { name: 'Done' }));
  expect(screen.queryByText('absorb')).toBeNull();
});

test('says why a command failed', async () => {
  new FakeHub()
    .on('GET /plugins', () => ({ items: [plugin()] }))
    .on(
      'POST /protocols/direct-tcp/commands/phrase',
      () => new Refusal(429, 'brand-new', 'There are ten already.'),
    );
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Make a phrase' }));
  expect(await screen.findByText('There are ten already.')).toBeVisible();
});

test('asks for what a command takes, and gives no more than was filled in', async () => {
  const give = 'POST /protocols/qr-connection/commands/announce';
  const hub = new FakeHub()
    .on('GET /plugins', () => ({ items: [qrPlugin()] }))
    .on(give, () => ({ conversationId: 'c', shown: [{ kind: 'TEXT', values: ['All accounts are told.'] }] }));
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Tell all accounts…' }));
  const dialog = within(await screen.findByRole('dialog'));
  const tell = dialog.getByRole('button', { name: 'Tell all accounts' });
  expect(tell).toBeDisabled();
  await user.selectOptions(dialog.getByLabelText(/^About/), 'load');
  await user.type(dialog.getByLabelText(/^Message/), ' Slow tonight ');
  await user.click(tell);
  expect(await screen.findByText('All accounts are told.')).toBeVisible();
  expect(hub.requests(give)[0]?.body).toEqual({ arguments: { kind: 'load', text: 'Slow tonight' } });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('keeps what was filled in when the hub refuses it', async () => {
  const give = 'POST /protocols/qr-connection/commands/announce';
  new FakeHub()
    .on('GET /plugins', () => ({ items: [qrPlugin()] }))
    .on(give, () => new Refusal(400, 'bad-argument', 'The end is no time.'));
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Tell all accounts…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText(/^Message/), 'Slow');
  await user.type(dialog.getByLabelText(/^Ends/), 'soon');
  await user.click(dialog.getByRole('button', { name: 'Tell all accounts' }));
  expect(await dialog.findByText('The end is no time.')).toBeVisible();
  expect(dialog.getByLabelText(/^Ends/)).toHaveValue('soon');
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('shows no button for what only programs can give', async () => {
  new FakeHub().on('GET /plugins', () => ({ items: [plugin()] }));
  const { screen } = renderConsole('/plugins');
  expect(await screen.findByRole('button', { name: 'Make a phrase' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Do pair/ })).toBeNull();
});

test('stops a plugin only after saying what that does', async () => {
  let state: Plugin['state'] = 'RUNNING';
  const path = '/plugins/org.handfast.plugins.direct-tcp/running';
  const hub = new FakeHub()
    .on('GET /plugins', () => ({ items: [plugin({ state })] }))
    .on(`PUT ${path}`, ({ body }) => {
      state = (body as { running: boolean }).running ? 'RUNNING' : 'STOPPED';
      return plugin({ state });
    });
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Stop Direct TCP' }));
  expect(await screen.findByText(/Pairings and trust stay/)).toBeVisible();
  expect(hub.requests(`PUT ${path}`)).toHaveLength(0);
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Stop Direct TCP' }));
  await user.click(await screen.findByRole('button', { name: 'Start Direct TCP' }));
  expect(await screen.findByRole('button', { name: 'Stop Direct TCP' })).toBeVisible();
  expect(hub.requests(`PUT ${path}`).map(({ body }) => body)).toEqual([
    { running: false },
    { running: true },
  ]);
});

test('says why a plugin failed, and gives it no commands', async () => {
  new FakeHub().on('GET /plugins', () => ({
    items: [plugin({ state: 'FAILED', detail: 'two calls did not come back' })],
  }));
  const { screen } = renderConsole('/plugins');
  expect(await screen.findByText('Two calls did not come back.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Make a phrase' })).toBeNull();
});

test('sends a bundle as it is, after the warning', async () => {
  const hub = new FakeHub()
    .on('GET /plugins', () => ({ items: [plugin()] }))
    .on('POST /plugins', () => plugin({ version: '0.2.0' }));
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Install…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('A plugin can do all that this hub can')).toBeVisible();
  const install = dialog.getByRole('button', { name: 'Trust and install' });
  expect(install).toBeDisabled();
  await user.upload(
    dialog.getByLabelText(/^Bundle/),
    new File([new Uint8Array([80, 75, 3, 4])], 'x.jar', { type: 'application/java-archive' }),
  );
  await user.click(install);
  expect(await screen.findByText('Direct TCP 0.2.0 is installed')).toBeVisible();
  expect(hub.requests('POST /plugins')[0]?.headers.get('Content-Type')).toBe('application/java-archive');
});

const SETTINGS = '/protocols/chat-join/settings';

test('changes settings, and says who has the say', async () => {
  let rooms = 'open';
  const hub = new FakeHub()
    .on('GET /plugins', () => ({ items: [chatPlugin()] }))
    .on(`GET ${SETTINGS}`, () => ({ items: settings(rooms) }))
    .on(`PUT ${SETTINGS}`, ({ body }) => {
      rooms = (body as { values: Record<string, string> }).values.rooms ?? 'open';
      return { items: settings(rooms) };
    });
  const { user, screen } = renderConsole('/plugins?settings=chat-join');
  const form = within(await screen.findByRole('form', { name: 'Settings of Chat join' }));
  expect(form.getByLabelText(/^Rekey on join/)).toHaveValue('false');
  expect(form.getByText(/Empty as standard/)).toBeVisible();
  expect(form.getByLabelText('Frames per second')).toBeDisabled();
  expect(form.getByText(/only a start changes it/)).toBeVisible();
  const save = form.getByRole('button', { name: 'Save settings' });
  expect(save).toBeDisabled();
  await user.selectOptions(form.getByLabelText(/^Rooms/), 'admin');
  await user.click(save);
  expect(await screen.findByText('The settings of Chat join are changed')).toBeVisible();
  expect(hub.requests(`PUT ${SETTINGS}`)[0]?.body).toEqual({ values: { rooms: 'admin' } });
  expect(hub.requests(`PUT ${SETTINGS}`)[0]?.headers.get('Handfast-CSRF')).toBe('token-1');
  expect(form.getByLabelText(/^Rooms/)).toHaveValue('admin');
  expect(save).toBeDisabled();
});

test('keeps what was typed when the hub refuses it, until it is taken back', async () => {
  const REFUSED = 'chat-join.wait must be a duration such as 10s, 5m or 2h.';
  new FakeHub()
    .on('GET /plugins', () => ({ items: [chatPlugin()] }))
    .on(`GET ${SETTINGS}`, () => ({
      items: [setting({ name: 'wait', type: 'DURATION', standard: '30s', value: '30s' })],
    }))
    .on(`PUT ${SETTINGS}`, () => new Refusal(400, 'bad-setting', REFUSED));
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByText('Settings of Chat join'));
  const wait = await screen.findByLabelText('Wait');
  await user.clear(wait);
  await user.type(wait, 'a while');
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(await screen.findByText(REFUSED)).toBeVisible();
  expect(wait).toHaveValue('a while');
  await user.click(screen.getByRole('button', { name: 'Take back' }));
  expect(wait).toHaveValue('30s');
  expect(screen.queryByText(REFUSED)).toBeNull();
});

function settings(rooms: string): Setting[] {
  return [
    setting({ choices: ['open', 'admin'], value: rooms, source: rooms === 'open' ? 'STANDARD' : 'OPERATOR' }),
    setting({ name: 'persistent-rooms', standard: '', value: '' }),
    setting({ name: 'rekey-on-join', type: 'FLAG', standard: 'false', value: 'false' }),
    setting({ name: 'frames-per-second', type: 'NUMBER', standard: '100', value: '50', source: 'START' }),
  ];
}
