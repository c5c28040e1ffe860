import { expect, test } from 'vitest';

import { FakeHub } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';
import { conversation, record } from '../testing/samples';

test('shows only those in progress where the address asks for them', async () => {
  new FakeHub().on('GET /conversations', () => ({
    items: [
      conversation({ label: 'Pairing' }),
      conversation({ id: 'c2', label: 'AwaitingWords', outcome: 'FAILED' }),
    ],
  }));
  const { user, screen } = renderConsole('/conversations?show=going');
  expect(await screen.findByRole('link', { name: 'Direct TCP: Pairing' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Direct TCP: Awaiting words' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Ended' }));
  expect(location.search).toBe('?show=ended');
  expect(screen.getByRole('link', { name: 'Direct TCP: Awaiting words' })).toBeVisible();
});

test('ends a conversation in progress, once it was asked', async () => {
  let ended = false;
  const hub = new FakeHub()
    .on('GET /conversations/c1', () =>
      record(ended ? { id: 'c1', outcome: 'CANCELLED', reason: 'ended by admin' } : { id: 'c1' }),
    )
    .on('DELETE /conversations/c1', () => {
      ended = true;
    });
  const { user, screen } = renderConsole('/conversations/c1');
  await user.click(await screen.findByRole('button', { name: 'End it…' }));
  expect(hub.requests('DELETE /conversations/c1')).toHaveLength(0);
  await user.click(await screen.findByRole('button', { name: 'End it' }));
  expect(await screen.findByText('Ended by admin.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'End it…' })).toBeNull();
});

test('counts down to the end of what waits', async () => {
  const expiresAt = new Date(Date.now() + 570_000).toISOString();
  new FakeHub()
    .on('GET /conversations', () => ({
      items: [
        conversation({ label: 'Initiated', expiresAt }),
        conversation({ id: 'c2', label: 'Connected' }),
      ],
    }))
    .on('GET /conversations/conversation-1', () => record({ expiresAt }));
  const { user, screen } = renderConsole('/conversations');
  expect(await screen.findByRole('timer')).toHaveTextContent(/^9:\d\d left$/);
  await user.click(screen.getByRole('link', { name: 'Direct TCP: Initiated' }));
  expect(await screen.findByText('Goes on')).toBeVisible();
  expect(screen.getByRole('timer')).toHaveTextContent(/^9:\d\d left$/);
});
