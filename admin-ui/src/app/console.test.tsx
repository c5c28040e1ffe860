import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeHub } from '../testing/fakeHub';
import { FakeEvents } from '../testing/fakeEvents';
import { renderConsole } from '../testing/renderConsole';
import { readTheme } from './theme';

test('the keyboard leads through the sections', async () => {
  new FakeHub().on('GET /devices', () => ({ items: [] })).on('GET /audit', () => ({ items: [] }));
  const { user, screen } = renderConsole('/');
  await screen.findByRole('heading', { level: 1, name: 'Pending' });
  await user.keyboard('ga');
  expect(await screen.findByRole('heading', { level: 1, name: 'Audit' })).toHaveFocus();
  await user.keyboard('gd');
  expect(await screen.findByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  await user.keyboard('/');
  expect(screen.getByLabelText('Name or address')).toHaveFocus();
  await user.keyboard('ga?');
  expect(screen.getByLabelText('Name or address')).toHaveValue('ga?');
});

test('? lists the shortcuts, and they rest while the list is open', async () => {
  new FakeHub();
  const { user, screen } = renderConsole('/');
  await screen.findByRole('heading', { level: 1, name: 'Pending' });
  await user.keyboard('?');
  expect(await screen.findByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
  await user.keyboard('gd');
  expect(location.pathname).toBe('/');
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

test('a theme is remembered and put on', async () => {
  new FakeHub();
  const { user, screen } = renderConsole('/');
  await user.click(await screen.findByRole('button', { name: 'Hub and settings' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Dark' }));
  expect(document.documentElement).toHaveClass('pf-v6-theme-dark');
  expect(localStorage.getItem('handfast-theme')).toBe('dark');
  await user.click(screen.getByRole('button', { name: 'Hub and settings' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Light' }));
  expect(document.documentElement).not.toHaveClass('pf-v6-theme-dark');
});

test('an unknown theme is the system’s', () => {
  expect(readTheme('neon')).toBe('system');
  expect(readTheme(null)).toBe('system');
  expect(readTheme('dark')).toBe('dark');
});

test('a hub that stays away is told of, and can be tried at once', async () => {
  new FakeHub();
  const { user, screen } = renderConsole('/');
  await screen.findByRole('heading', { level: 1, name: 'Pending' });
  FakeEvents.latest().say('hello', { version: 1 });
  FakeEvents.latest().say('error');
  expect(screen.queryByText(/cannot be reached/)).toBeNull();
  await waitFor(() => {
    expect(FakeEvents.opened).toHaveLength(2);
  });
  FakeEvents.latest().say('error');
  expect(screen.getByText('The hub cannot be reached. What you see may be old.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  expect(FakeEvents.opened).toHaveLength(3);
  FakeEvents.latest().say('hello', { version: 1 });
  expect(screen.queryByText(/cannot be reached/)).toBeNull();
});
