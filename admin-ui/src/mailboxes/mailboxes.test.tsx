import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Mailbox } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';

function mailbox(parts: Partial<Mailbox> = {}): Mailbox {
  return {
    protocol: 'relay-key-exchange',
    protocolTitle: 'Relay',
    address: 'BOBCODE',
    deviceId: 'device-2',
    deviceName: 'Bob',
    parcels: 3,
    bytes: 1500,
    ...parts,
  };
}

test('lists what waits as the hub orders it', async () => {
  const gone: Mailbox = {
    protocol: 'relay-key-exchange',
    protocolTitle: 'Relay',
    address: 'GONE123',
    parcels: 1000,
    bytes: 4_194_304,
  };
  new FakeHub().on('GET /mailboxes', () => ({ items: [gone, mailbox()] }));
  const { screen } = renderConsole('/mailboxes');
  const table = within(await screen.findByRole('table', { name: 'Mailboxes' }));
  const [, first, second] = table.getAllByRole('row');
  if (first === undefined || second === undefined) throw new Error('there are too few rows');
  expect(within(first).getByText('A device that is not here any more')).toBeVisible();
  expect(within(first).getByText('1,000')).toBeVisible();
  expect(within(first).getByText('4.0 MB')).toBeVisible();
  expect(within(second).getByRole('link', { name: 'Bob' })).toHaveAttribute('href', '/devices/device-2');
});

test('orders by age and narrows by size, as the address says', async () => {
  const hours = (n: number) => new Date(Date.now() - n * 3_600_000).toISOString();
  new FakeHub().on('GET /mailboxes', () => ({
    items: [
      mailbox({ address: 'MANY', deviceName: 'Many', parcels: 9, bytes: 2_000_000, oldestAt: hours(1) }),
      mailbox({ address: 'OLD', deviceName: 'Old', parcels: 1, bytes: 300_000, oldestAt: hours(50) }),
    ],
  }));
  const { user, screen } = renderConsole('/mailboxes');
  const names = async () =>
    (await screen.findAllByRole('link', { name: /Many|Old/ })).map((l) => l.textContent);
  expect(await names()).toEqual(['Many', 'Old']);
  await user.click(screen.getByRole('button', { name: 'Oldest' }));
  expect(location.search).toBe('?order=age');
  expect(await names()).toEqual(['Old', 'Many']);
  expect(screen.getByText('2 days ago')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Size: Any size' }));
  await user.click(screen.getByRole('option', { name: 'Over 1 MB' }));
  expect(await names()).toEqual(['Many']);
  await user.click(screen.getByRole('button', { name: 'Waiting: However long' }));
  await user.click(screen.getByRole('option', { name: 'Over a day' }));
  await user.click(await screen.findByRole('button', { name: 'Show all mailboxes' }));
  expect(location.search).toBe('?order=age');
  expect(await names()).toEqual(['Old', 'Many']);
});

test('says when nothing waits, and hears when something does', async () => {
  let items: Mailbox[] = [];
  new FakeHub().on('GET /mailboxes', () => ({ items }));
  const { screen } = renderConsole('/mailboxes');
  expect(await screen.findByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  items = [mailbox()];
  FakeEvents.latest().say('mailboxes', { version: 2 });
  expect(await screen.findByRole('link', { name: 'Bob' })).toBeVisible();
});

test('offers more where there may be more', async () => {
  const many = Array.from({ length: 100 }, (_, i) => mailbox({ address: `CODE${i}` }));
  const hub = new FakeHub().on('GET /mailboxes', () => ({ items: many }));
  const { user, screen } = renderConsole('/mailboxes');
  await user.click(await screen.findByRole('button', { name: 'Fetch up to 500' }));
  expect(hub.requests('GET /mailboxes').at(-1)?.query.get('limit')).toBe('500');
});
