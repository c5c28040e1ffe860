import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Offer } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { offer, plugin, qrPlugin } from '../testing/samples';

const TAKE_BACK = 'DELETE /offers/qr-connection/aW52aXRlLzE';

test('lists what is open, takes one back, and leaves those that are too old out', async () => {
  let items = [offer({ name: 'old', id: 'b2xk', expiresAt: '2020-01-01T00:00:00Z' }), offer()];
  const hub = new FakeHub()
    .on('GET /offers', () => ({ items }))
    .on(TAKE_BACK, () => {
      items = [];
    });
  const { user, screen } = renderConsole('/invites');
  const table = within(await screen.findByRole('table', { name: 'Invites' }));
  expect(table.getAllByRole('row')).toHaveLength(2);
  expect(table.getByText('invite/1')).toBeVisible();
  expect(table.getByText('3 days left')).toBeVisible();
  await user.click(table.getByRole('button', { name: 'Take back invite/1' }));
  expect(hub.requests(TAKE_BACK)).toHaveLength(0);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take it back' }));
  expect(await screen.findByText('The invite was taken back')).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'No invite is open' })).toBeVisible();
});

test('says that it was used meanwhile', async () => {
  new FakeHub()
    .on('GET /offers', () => ({ items: [offer()] }))
    .on(TAKE_BACK, () => new Refusal(404, 'no-such-offer', 'It was used.'));
  const { user, screen } = renderConsole('/invites');
  await user.click(await screen.findByRole('button', { name: 'Take back invite/1' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Take it back' }));
  expect(await dialog.findByText('It was used.')).toBeVisible();
});

test('makes one by whatever protocol can, shows it once, and hears that it is open', async () => {
  const give = 'POST /protocols/qr-connection/commands/invite';
  let items: Offer[] = [];
  const hub = new FakeHub()
    .on('GET /offers', () => ({ items }))
    .on('GET /plugins', () => ({ items: [plugin(), qrPlugin()] }))
    .on(give, () => ({ conversationId: 'c', shown: [{ kind: 'PHRASE', values: ['TOKEN-1'] }] }));
  const { user, screen } = renderConsole('/invites');
  await user.click(await screen.findByRole('button', { name: 'New invite' }));
  expect(screen.getByRole('menuitem', { name: /Make a phrase/ })).toBeInTheDocument();
  await user.click(screen.getByRole('menuitem', { name: /Invite an account/ }));
  await user.selectOptions(await screen.findByLabelText(/^Good for/), '7');
  await user.click(screen.getByRole('button', { name: 'Invite an account' }));
  expect(await screen.findByText('TOKEN-1')).toBeVisible();
  expect(hub.requests(give)[0]?.body).toEqual({ arguments: { days: '7' } });
  FakeEvents.latest().say('hello', { version: 1 });
  items = [offer()];
  FakeEvents.latest().say('offers', { version: 2 });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByText('TOKEN-1')).toBeNull();
  expect(await screen.findByText('invite/1')).toBeVisible();
});

test('is offered where a device is looked for', async () => {
  new FakeHub().on('GET /devices', () => ({ items: [] })).on('GET /plugins', () => ({ items: [qrPlugin()] }));
  const { user, screen } = renderConsole('/devices');
  await user.click(await screen.findByRole('button', { name: 'Add a device' }));
  expect(screen.getByRole('menuitem', { name: /Invite an account/ })).toBeInTheDocument();
});
