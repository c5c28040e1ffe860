import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { peering } from '../testing/samples';

const END = 'DELETE /peerings/relay-key-exchange/ADACODE/BOBCODE';

test('lists who is paired with whom', async () => {
  new FakeHub().on('GET /peerings', () => ({
    items: [
      peering(),
      peering({
        proposer: { address: 'GONE123', connected: false },
        standing: 'ENDED',
        reason: 'ended by admin: sold',
      }),
    ],
  }));
  const { screen } = renderConsole('/pairings');
  const table = within(await screen.findByRole('table', { name: 'Pairings' }));
  const [, first, second] = table.getAllByRole('row');
  if (first === undefined || second === undefined) throw new Error('there are too few rows');
  expect(within(first).getByRole('link', { name: "Ada's laptop" })).toHaveAttribute(
    'href',
    '/devices/device-1',
  );
  expect(within(first).getByText('Paired')).toBeVisible();
  expect(within(second).getByText('GONE123')).toBeVisible();
  expect(within(second).getByText('Ended by admin: sold.')).toBeVisible();
  expect(within(second).queryByRole('button', { name: /End pairing/ })).toBeNull();
});

test('says how the first is made', async () => {
  new FakeHub().on('GET /peerings', () => ({ items: [] }));
  const { screen } = renderConsole('/pairings');
  expect(
    await screen.findByRole('heading', { name: 'No devices are paired with each other yet' }),
  ).toBeVisible();
  expect(screen.getByText('./handfast device relay pair CODE')).toBeVisible();
});

test('narrows by what the address says', async () => {
  new FakeHub().on('GET /peerings', () => ({ items: [peering()] }));
  const { user, screen } = renderConsole('/pairings?standing=ENDED');
  expect(await screen.findByRole('heading', { name: 'No pairing fits' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show all pairings' }));
  expect(location.search).toBe('');
  await user.type(screen.getByLabelText('Name or address'), 'bobc');
  expect(location.search).toBe('?query=bobc');
  expect(screen.getByRole('link', { name: 'Bob' })).toBeVisible();
});

test('says what ending does, ends with the reason, and shows it', async () => {
  let ended = false;
  const hub = new FakeHub()
    .on('GET /peerings', () => ({
      items: [peering(ended ? { standing: 'ENDED', reason: 'ended by admin: sold' } : {})],
    }))
    .on(END, () => {
      ended = true;
      return peering({ standing: 'ENDED' });
    });
  const { user, screen } = renderConsole('/pairings');
  await user.click(await screen.findByRole('button', { name: "End pairing of Ada's laptop and Bob" }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Both devices are told that the pairing ended, and why.')).toBeVisible();
  await user.type(dialog.getByLabelText('Reason'), ' sold ');
  await user.click(dialog.getByRole('button', { name: 'End the pairing' }));
  expect(await screen.findByText('Ended by admin: sold.')).toBeVisible();
  expect(hub.requests(END)[0]?.query.get('reason')).toBe('sold');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('says what the hub says if it has ended meanwhile', async () => {
  new FakeHub()
    .on('GET /peerings', () => ({ items: [peering()] }))
    .on(END, () => new Refusal(409, 'illegal-transition', 'This has ended already.'));
  const { user, screen } = renderConsole('/pairings');
  await user.click(await screen.findByRole('button', { name: "End pairing of Ada's laptop and Bob" }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'End the pairing' }));
  expect(await dialog.findByText('This has ended already.')).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('draws who is paired with whom, and ends a pairing by its line', async () => {
  let ended = false;
  const hub = new FakeHub()
    .on('GET /peerings', () => ({
      items: [
        peering(ended ? { standing: 'ENDED', reason: 'ended by admin' } : {}),
        peering({
          proposer: { address: 'GONE123', connected: false },
          standing: 'ENDED',
          reason: 'ended by admin: sold',
        }),
      ],
    }))
    .on(END, () => {
      ended = true;
      return peering({ standing: 'ENDED' });
    });
  const { user, screen } = renderConsole('/pairings');
  await user.click(await screen.findByRole('button', { name: 'Graph' }));
  expect(location.search).toBe('?view=graph');
  expect(await screen.findByRole('link', { name: "Ada's laptop, connected" })).toHaveAttribute(
    'href',
    '/devices/device-1',
  );
  expect(screen.queryByText('GONE123')).toBeNull();
  await user.click(screen.getByLabelText('Ended ones too'));
  expect(screen.getByText('GONE123', { selector: 'text' })).toBeInTheDocument();
  await user.click(screen.getByLabelText('Ended ones too'));

  screen.getByRole('button', { name: "Ada's laptop and Bob: Paired, Relay" }).focus();
  await user.keyboard('{Enter}');
  const chosen = within(screen.getByRole('region', { name: 'The chosen pairing' }));
  await user.click(chosen.getByRole('button', { name: "End pairing of Ada's laptop and Bob" }));
  await user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'End the pairing' }),
  );
  expect(await screen.findByRole('heading', { name: 'No pairing stands' })).toBeVisible();
  expect(hub.requests(END)).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Table' }));
  expect(await screen.findByText('Ended by admin.')).toBeVisible();
});

test('shows at once what the hub tells of', async () => {
  let items = [peering({ standing: 'PROPOSED' })];
  new FakeHub().on('GET /peerings', () => ({ items }));
  const { screen } = renderConsole('/pairings');
  expect(await screen.findByText('Proposed')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  items = [peering()];
  FakeEvents.latest().say('peerings', { version: 2 });
  expect(await screen.findByText('Paired')).toBeVisible();
});
