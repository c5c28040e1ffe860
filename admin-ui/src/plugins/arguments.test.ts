import { expect, test } from 'vitest';

import type { Parameter } from '../api/types';
import { argumentsOf, firstValues, isComplete } from './arguments';

const kind: Parameter = {
  name: 'kind',
  title: 'About',
  help: '',
  choices: ['outage', 'load'],
  required: true,
};
const text: Parameter = { name: 'text', title: 'Message', help: '', choices: [], required: true };
const days: Parameter = { name: 'days', title: 'Days', help: '', choices: ['1', '7'], required: false };

test('begins with the first choice where one has to be made', () => {
  expect(firstValues([kind, text, days])).toEqual({ kind: 'outage', text: '', days: '' });
});

test('is complete once all is there that has to be', () => {
  expect(isComplete([kind, text], { kind: 'load', text: ' ' })).toBe(false);
  expect(isComplete([kind, text, days], { kind: 'load', text: 'soon', days: '' })).toBe(true);
});

test('gives what was filled in, without the space around it', () => {
  expect(argumentsOf({ kind: 'load', text: ' soon ', days: '' })).toEqual({ kind: 'load', text: 'soon' });
});
