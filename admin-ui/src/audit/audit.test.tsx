import { expect, test } from 'vitest';

import type { AuditRow } from '../api/types';
import { FakeHub } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';

function row(sequence: number): AuditRow {
  return {
    id: `row ${sequence}`,
    sequence,
    hash: 'a'.repeat(64),
    at: '2026-11-24T08:00:00Z',
    actor: 'admin',
    action: 'device-revoked',
    subject: 'direct-tcp:x',
    detail: `'Device ${sequence}'`,
  };
}

test('shows older rows on request', async () => {
  const hub = new FakeHub().on('GET /audit', ({ query }) => {
    const before = Number(query.get('before') ?? 131);
    const count = Math.min(100, before - 1);
    return { items: Array.from({ length: count }, (_, i) => row(before - 1 - i)) };
  });
  const { user, screen } = renderConsole('/audit');
  await user.click(await screen.findByRole('button', { name: 'Show older rows' }));
  expect(await screen.findByText("'Device 1'")).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show older rows' })).toBeNull();
  expect(hub.requests('GET /audit').map(({ query }) => query.get('before'))).toEqual([null, '31']);
});

test('says where a chain is broken', async () => {
  new FakeHub()
    .on('GET /audit', () => ({ items: [row(2)] }))
    .on('GET /audit/verification', () => ({ intact: false, sealed: 2, unsealed: 0, brokenAt: 2 }));
  const { user, screen } = renderConsole('/audit');
  await user.click(await screen.findByRole('button', { name: 'Verify the chain' }));
  expect(await screen.findByText('The chain is broken at row 2')).toBeVisible();
});

test('says how far a chain is intact', async () => {
  new FakeHub()
    .on('GET /audit', () => ({ items: [row(2)] }))
    .on('GET /audit/verification', () => ({ intact: true, sealed: 2, unsealed: 1, head: 'f'.repeat(64) }));
  const { user, screen } = renderConsole('/audit');
  await user.click(await screen.findByRole('button', { name: 'Verify the chain' }));
  expect(await screen.findByText('The chain is intact: 2 rows')).toBeVisible();
  expect(screen.getByText(/1 row that came just now is not in it yet/)).toBeVisible();
  expect(screen.getByText('f'.repeat(64))).toBeVisible();
});
