import { expect, test } from 'vitest';

import { setPageName, setWaiting, tabTitle } from './pageTitle';

test('the tab tells how many wait, then where one is', () => {
  expect(tabTitle('Devices', 0)).toBe('Devices · Handfast');
  expect(tabTitle('Devices', 2)).toBe('(2) Devices · Handfast');
  expect(tabTitle('', 2)).toBe('(2) Handfast');
});

test('the icon tells it too', () => {
  document.head.innerHTML = '<link id="favicon" rel="icon" href="/favicon.svg">';
  setPageName('Audit');
  setWaiting(1);
  expect(document.title).toBe('(1) Audit · Handfast');
  expect(document.getElementById('favicon')).toHaveAttribute('href', '/favicon-waiting.svg');
  setWaiting(0);
  expect(document.getElementById('favicon')).toHaveAttribute('href', '/favicon.svg');
});
