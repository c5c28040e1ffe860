import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Conversation } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { CODE, codePlugin, record } from '../testing/samples';

const INVITE = 'POST /protocols/challenge-response/commands/invite';
const JOIN = 'POST /protocols/challenge-response/commands/join';
const LINE = 'abandon math mimic master federal design carbon crystal rookie group knife youth';
const PAIRED = { outcome: 'CLOSED', reason: 'paired with 12D3KooWAda' } as const;

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

function hubWithCodes(state: { now: Partial<Conversation> } = { now: {} }, expiresAt = soon(300)) {
  return new FakeHub()
    .on('GET /plugins', () => ({ items: [codePlugin()] }))
    .on('GET /conversations/c', () => record({ id: 'c', label: 'WaitingForConnection', ...state.now }))
    .on(INVITE, () => ({ conversationId: 'c', shown: CODE, expiresAt }));
}

async function makeCode() {
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Make a code' }));
  return { user, screen, dialog: within(await screen.findByRole('dialog')) };
}

test('shows a code as words and to scan, with its time and where the hub is', async () => {
  hubWithCodes();
  const { dialog } = await makeCode();
  const words = within(dialog.getByRole('list', { name: 'Words of the code' })).getAllByRole('listitem');
  expect(words.map((word) => word.textContent).join(' ')).toBe(
    LINE.split(' ')
      .map((word, i) => `${i + 1}${word}`)
      .join(' '),
  );
  expect(dialog.getByRole('img', { name: 'The words of the code, as a QR code' })).toBeVisible();
  expect(dialog.getByRole('timer')).toHaveTextContent(/^(5:00|4:5\d) left$/);
  expect(dialog.getByText('/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWHub')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Copy the words' })).toBeVisible();
  expect(dialog.queryByText(/trusted without another question/)).toBeNull();
});

test('withdraws a code, and with it whoever waits for it', async () => {
  const hub = hubWithCodes().on('DELETE /conversations/c', () => undefined);
  const { user, screen, dialog } = await makeCode();
  await user.click(dialog.getByRole('button', { name: 'Withdraw the code' }));
  expect(await screen.findByText('The code was withdrawn')).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(hub.requests('DELETE /conversations/c')).toHaveLength(1);
});

test('says why a code could not be withdrawn, and keeps it in view', async () => {
  hubWithCodes().on(
    'DELETE /conversations/c',
    () => new Refusal(503, 'store-unavailable', 'The database does not answer.'),
  );
  const { user, dialog } = await makeCode();
  await user.click(dialog.getByRole('button', { name: 'Withdraw the code' }));
  expect(await dialog.findByText('The database does not answer.')).toBeVisible();
  expect(dialog.getByRole('list', { name: 'Words of the code' })).toBeVisible();
});

test('says that somebody came for the code, and shows it no more', async () => {
  const state: { now: Partial<Conversation> } = { now: {} };
  hubWithCodes(state);
  const { dialog } = await makeCode();
  FakeEvents.latest().say('hello', { version: 1 });
  state.now = PAIRED;
  FakeEvents.latest().say('conversations', { id: 'c', version: 2 });
  expect(await dialog.findByText('Paired')).toBeVisible();
  expect(dialog.getByText('Paired with 12D3KooWAda.')).toBeVisible();
  expect(dialog.queryByRole('list', { name: 'Words of the code' })).toBeNull();
});

test('takes a code away once its time is up', async () => {
  hubWithCodes({ now: {} }, soon(-1));
  const { dialog } = await makeCode();
  expect(await dialog.findByText('The code has ended')).toBeVisible();
  expect(dialog.queryByRole('list', { name: 'Words of the code' })).toBeNull();
});

test('warns of a code that everybody can see, and of a hub that nobody finds', async () => {
  hubWithCodes().on(INVITE, () => ({
    conversationId: 'c',
    shown: [...CODE.slice(0, 2), { code: 'warning', kind: 'TEXT', values: ['It stands in the hash table.'] }],
    expiresAt: soon(300),
  }));
  const { dialog } = await makeCode();
  expect(dialog.getByText('It stands in the hash table.')).toBeVisible();
  expect(dialog.getByText('This hub knows no address that others reach it at')).toBeVisible();
});

async function typeWords() {
  const { user, screen } = renderConsole('/plugins');
  await user.click(await screen.findByRole('button', { name: 'Join by a code…' }));
  const dialog = within(await screen.findByRole('dialog'));
  return { user, screen, dialog, field: dialog.getByRole('combobox', { name: /^Words/ }) };
}

test('completes words as they are typed, by keys and by pointer', async () => {
  hubWithCodes();
  const { user, dialog, field } = await typeWords();
  await user.type(field, 'aban');
  expect(await dialog.findByRole('option', { name: 'abandon' })).toHaveAttribute('aria-selected', 'true');
  expect(field).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{Enter}');
  expect(field).toHaveValue('abandon ');
  await user.keyboard('mi{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(field).toHaveAttribute('aria-activedescendant', dialog.getByRole('option', { name: 'midnight' }).id);
  await user.keyboard('{Tab}');
  expect(field).toHaveValue('abandon midnight ');
  expect(field).toHaveFocus();
  await user.keyboard('ma');
  await user.click(dialog.getByRole('option', { name: 'machine' }));
  expect(field).toHaveValue('abandon midnight machine ');
  expect(dialog.getByText(/3 of 12 words\./)).toBeVisible();
  await user.keyboard('ca{Escape}');
  expect(dialog.queryByRole('option')).toBeNull();
  expect(dialog.getByRole('combobox', { name: /^Words/ })).toHaveValue('abandon midnight machine ca');
});

test('names a wrong word with those near it, and leaves the last word to the hub', async () => {
  const hub = hubWithCodes().on(
    JOIN,
    () => new Refusal(400, 'bad-code', 'These words are no code: one of them is wrong.'),
  );
  const { user, dialog, field } = await typeWords();
  await user.type(field, 'abandom math ');
  expect(await dialog.findByText('“abandom” is no word of a code. Perhaps abandon?')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Join by a code' }));
  expect(await dialog.findByText('These words are no code: one of them is wrong.')).toBeVisible();
  expect(field).toHaveValue('abandom math ');
  expect(hub.requests(JOIN)[0]?.body).toEqual({ arguments: { words: 'abandom math' } });
});

test('joins with a code that was pasted, and says how it goes until it is over', async () => {
  const state: { now: Partial<Conversation> } = { now: { label: 'Scanning' } };
  const hub = hubWithCodes(state).on(JOIN, () => ({ conversationId: 'c', shown: [] }));
  const { user, screen, dialog, field } = await typeWords();
  await user.click(field);
  await user.paste(LINE);
  await user.type(dialog.getByLabelText(/^Address/), '/ip4/192.0.2.9/tcp/4001');
  await user.click(dialog.getByRole('button', { name: 'Join by a code' }));
  expect(await screen.findByText(/It goes on: Scanning\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'watch the conversation' })).toHaveAttribute(
    'href',
    '/conversations/c',
  );
  expect(hub.requests(JOIN)[0]?.body).toEqual({
    arguments: { words: LINE, address: '/ip4/192.0.2.9/tcp/4001' },
  });
  FakeEvents.latest().say('hello', { version: 1 });
  state.now = { outcome: 'FAILED', reason: 'nobody was found in 60 seconds' };
  FakeEvents.latest().say('conversations', { id: 'c', version: 2 });
  expect(await screen.findByText('It came to nothing')).toBeVisible();
  expect(screen.getByText('Nobody was found in 60 seconds.')).toBeVisible();
});
