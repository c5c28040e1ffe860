import { expect, test } from 'vitest';

import { pairCommand, whereToRun } from './commandLine';

const LISTENERS = [
  { protocol: 'other', title: 'Other', name: 'a', port: 1 },
  { protocol: 'direct-tcp', title: 'Direct TCP', name: 'devices', port: 3700 },
];

test('names this hub as the browser reached it, and the port it listens on', () => {
  expect(pairCommand('hub.local', LISTENERS)).toBe(
    './handfast device direct-tcp pair hub.local:3700 --name "My laptop"',
  );
  expect(pairCommand('[::1]', LISTENERS)).toContain('pair [::1]:3700');
});

test('there is none where nothing listens for it', () => {
  expect(pairCommand('hub.local', LISTENERS.slice(0, 1))).toBeUndefined();
});

test('a loopback name reaches this hub from its own machine alone', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    expect(whereToRun(host)).toBe('on this machine');
  }
  expect(whereToRun('hub.local')).toBe('on any machine that reaches the hub');
});
