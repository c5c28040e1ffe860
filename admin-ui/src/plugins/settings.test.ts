import { expect, test } from 'vitest';

import { setting } from '../testing/samples';
import { isChanged, wantedValues } from './settings';

const SETTINGS = [
  setting({ name: 'rooms', value: 'admin', source: 'OPERATOR' }),
  setting({ name: 'frames', standard: '100', value: '100' }),
  setting({ name: 'fixed', standard: '1', value: '2', source: 'START' }),
];

test('says all that is not the standard, and nothing of what the hub was started with', () => {
  expect(wantedValues(SETTINGS, {})).toEqual({ rooms: 'admin' });
  expect(wantedValues(SETTINGS, { rooms: 'open', frames: ' 50 ', fixed: '3' })).toEqual({ frames: '50' });
});

test('a setting is changed if it differs from what the hub has', () => {
  expect(isChanged(SETTINGS, {})).toBe(false);
  expect(isChanged(SETTINGS, { rooms: 'admin ' })).toBe(false);
  expect(isChanged(SETTINGS, { rooms: 'open' })).toBe(true);
});
