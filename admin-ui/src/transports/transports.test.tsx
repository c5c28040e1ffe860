import { within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { ReportLine } from '../api/types';
import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { transport } from '../testing/samples';

const ADDRESS: ReportLine = { section: 'Addresses', name: '/ip4/192.0.2.7/tcp/4001', detail: 'listens' };
const PEER: ReportLine = { section: 'Routing table', name: '12D3KooWAda', detail: 'bucket 3' };

test('shows the report in sections, and hears of changes', async () => {
  let lines = [ADDRESS];
  new FakeHub()
    .on('GET /transports', () => ({ items: [transport()] }))
    .on('GET /transports/libp2p', () => ({ items: lines }));
  const { screen } = renderConsole('/transports');
  const addresses = within(await screen.findByRole('region', { name: 'Addresses' }));
  expect(addresses.getByText('/ip4/192.0.2.7/tcp/4001')).toBeVisible();
  expect(screen.getByText('Listens on TCP port 4001.')).toBeVisible();
  expect(screen.getByText('Running')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  lines = [ADDRESS, PEER];
  FakeEvents.latest().say('transports', { version: 2 });
  expect(await screen.findByRole('region', { name: 'Routing table' })).toHaveTextContent('12D3KooWAda');
});

test('finds a line, and tells none that fits from none', async () => {
  new FakeHub()
    .on('GET /transports', () => ({ items: [transport()] }))
    .on('GET /transports/libp2p', () => ({ items: [ADDRESS, PEER] }));
  const { user, screen } = renderConsole('/transports?query=ada');
  expect(await screen.findByRole('region', { name: 'Routing table' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Addresses' })).toBeNull();
  await user.type(screen.getByLabelText('Address, peer or section'), 'zzz');
  expect(await screen.findByRole('heading', { name: 'No line fits' })).toBeVisible();
  expect(location.search).toBe('?query=adazzz');
  await user.click(screen.getByRole('button', { name: 'Show all lines' }));
  expect(await screen.findByRole('region', { name: 'Addresses' })).toBeVisible();
});

test('says what to do where none runs', async () => {
  new FakeHub().on('GET /transports', () => ({ items: [] }));
  const { screen } = renderConsole('/transports');
  expect(await screen.findByRole('heading', { name: 'No transport runs' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Plugins' })).toHaveAttribute('href', '/plugins');
});

test('says what to do when one was stopped, before or meanwhile', async () => {
  let running = true;
  new FakeHub()
    .on('GET /transports', () => ({ items: [transport({ running })] }))
    .on('GET /transports/libp2p', () => new Refusal(404, 'no-such-transport', 'No such transport runs.'));
  const { screen } = renderConsole('/transports');
  expect(await screen.findByText('libp2p does not run')).toBeVisible();
  expect(screen.getByText('handfast-libp2p')).toBeVisible();
  FakeEvents.latest().say('hello', { version: 1 });
  running = false;
  FakeEvents.latest().say('plugins', { version: 2 });
  expect(await screen.findByText('Stopped')).toBeVisible();
});

test('says what went wrong and tries again; and that there is nothing to report', async () => {
  let broken = true;
  new FakeHub()
    .on('GET /transports', () => ({ items: [transport()] }))
    .on('GET /transports/libp2p', () =>
      broken ? new Refusal(500, 'plugin-fault', 'The transport does not answer.') : { items: [] },
    );
  const { user, screen } = renderConsole('/transports');
  expect(await screen.findByText('The transport does not answer.')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('It has nothing to report yet.')).toBeVisible();
});

test('the keyboard leads there', async () => {
  new FakeHub().on('GET /transports', () => ({ items: [] }));
  const { user, screen } = renderConsole('/');
  await screen.findByRole('heading', { level: 1, name: 'Pending' });
  await user.keyboard('gt');
  expect(await screen.findByRole('heading', { level: 1, name: 'Transports' })).toHaveFocus();
});
