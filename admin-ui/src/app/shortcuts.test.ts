import { beforeEach, expect, test } from 'vitest';

import { ShortcutReader } from './shortcuts';

let reader: ShortcutReader;

beforeEach(() => {
  reader = new ShortcutReader(new Map([['d', '/devices']]));
});

test('g then d goes to devices', () => {
  expect(reader.press('g', 0)).toBeUndefined();
  expect(reader.press('d', 400)).toEqual({ does: 'go', to: '/devices' });
});

test('g is forgotten after a while, and after another key', () => {
  reader.press('g', 0);
  expect(reader.press('d', 1_501)).toBeUndefined();
  reader.press('g', 2_000);
  reader.press('x', 2_100);
  expect(reader.press('d', 2_200)).toBeUndefined();
});

test('? and / work alone, and after a g too', () => {
  expect(reader.press('?', 0)).toEqual({ does: 'help' });
  reader.press('g', 100);
  expect(reader.press('/', 200)).toEqual({ does: 'search' });
});

test('no single letter does anything', () => {
  for (const key of 'abcdefhijklmnopqrstuvwxyzYN'.split('')) expect(reader.press(key, 0)).toBeUndefined();
  expect(reader.press('Enter', 0)).toBeUndefined();
});
