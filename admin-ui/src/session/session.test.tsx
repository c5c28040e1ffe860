import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeEvents } from '../testing/fakeEvents';
import { FakeHub, Refusal, SIGNED_IN } from '../testing/fakeHub';
import { renderConsole } from '../testing/renderConsole';

const SIGNED_OUT = { signedIn: false, setUp: true, hubName: 'Workshop' };

test('signing in leads to the page that was asked for', async () => {
  new FakeHub()
    .on('GET /session', () => SIGNED_OUT)
    .on('GET /devices', () => ({ items: [] }))
    .on('POST /session', ({ body }) =>
      (body as { password: string }).password === 'right one'
        ? SIGNED_IN
        : new Refusal(401, 'wrong-password'),
    );
  const { user, screen } = renderConsole('/devices?trust=REVOKED');
  const field = await screen.findByLabelText(/^Administrator’s password/);

  await user.type(field, 'wrong one{Enter}');
  expect(await screen.findByText('That is not the password')).toBeVisible();
  expect(field).toHaveValue('');

  await user.type(field, 'right one{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  expect(location.search).toBe('?trust=REVOKED');
});

test('a hub without a password says how to get the link', async () => {
  new FakeHub().on('GET /session', () => ({ signedIn: false, setUp: false, hubName: 'Workshop' }));
  const { screen } = renderConsole('/');
  expect(await screen.findByText('./handfast admin reset')).toBeVisible();
});

test('a session that the hub ends leaves nothing behind and says so', async () => {
  new FakeHub().on('GET /devices', () => ({ items: [] }));
  const { screen } = renderConsole('/devices');
  await screen.findByRole('heading', { level: 1, name: 'Devices' });
  FakeEvents.latest().say('hello', { version: 1 });
  FakeEvents.latest().say('bye', { version: 1 });
  expect(await screen.findByText('Your session ended')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Devices' })).toBeNull();
  expect(location.pathname).toBe('/devices');
});

test('an answer of 401 ends the session too', async () => {
  new FakeHub().on('GET /devices', () => new Refusal(401, 'sign-in-needed'));
  const { screen } = renderConsole('/devices');
  expect(await screen.findByText('Your session ended')).toBeVisible();
});

test('the set-up link chooses a password, signs in and is gone from the address', async () => {
  const hub = new FakeHub()
    .on('GET /session', () => ({ signedIn: false, setUp: false, hubName: 'Workshop' }))
    .on('POST /setup', () => SIGNED_IN);
  const { user, screen } = renderConsole('/setup#token=one-time');
  await user.type(await screen.findByLabelText(/^Password/), 'velvet');
  await user.click(screen.getByRole('button', { name: /Set the password/ }));
  expect(screen.getByText(/it needs at least 10 characters, and has 6/)).toBeVisible();
  expect(hub.requests('POST /setup')).toHaveLength(0);

  await user.type(screen.getByLabelText(/^Password/), ' harbor lemon');
  await user.click(screen.getByLabelText(/^The same again/));
  await user.paste('velvet harbor lemon');
  await user.click(screen.getByRole('button', { name: /Set the password/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Pending' })).toBeVisible();
  expect(hub.requests('POST /setup')[0]?.body).toEqual({
    token: 'one-time',
    password: 'velvet harbor lemon',
  });
  expect(location.href).not.toContain('one-time');
});

test('a dead link says how to get another', async () => {
  new FakeHub().on('POST /setup', () => new Refusal(410, 'link-used'));
  const { user, screen } = renderConsole('/setup#token=old');
  await user.type(await screen.findByLabelText(/^Password/), 'velvet harbor lemon');
  await user.type(screen.getByLabelText(/^The same again/), 'velvet harbor lemon');
  await user.click(screen.getByRole('button', { name: /Set the password/ }));
  expect(await screen.findByText(/admin reset for a new one/)).toBeVisible();
});

test('shows and hides a password, and tells of Caps Lock', async () => {
  new FakeHub().on('GET /session', () => SIGNED_OUT);
  const { user, screen } = renderConsole('/');
  const field = await screen.findByLabelText(/^Administrator’s password/);
  expect(field).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('button', { name: 'Show administrator’s password' }));
  expect(field).toHaveAttribute('type', 'text');
  await user.click(field);
  await user.keyboard('{CapsLock}a');
  expect(screen.getByText('Caps Lock is on.')).toBeVisible();
});

test('signing out asks the hub with the token and forgets the page, without surprise at its end', async () => {
  const hub = new FakeHub().on('DELETE /session', () => {
    FakeEvents.latest().say('bye', { version: 2 });
  });
  const { user, screen } = renderConsole('/');
  await user.click(await screen.findByRole('button', { name: 'Hub and settings' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  await waitFor(() => {
    expect(screen.queryByText('Your session ended')).toBeNull();
  });
  expect(hub.requests('DELETE /session')[0]?.headers.get('Handfast-CSRF')).toBe('token-1');
});
