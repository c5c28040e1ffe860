import { expect, test } from 'vitest';

import { Problem } from './problem';
import { problemText } from './problemText';

test('says what a known code means here', () => {
  expect(problemText(new Problem('wrong-password', 401, 'Unauthorized', 'x')).title).toBe(
    'That is not the password',
  );
});

test('says in how long to try again, if the hub said so', () => {
  const text = (seconds?: number) => problemText(new Problem('too-many-tries', 429, '', '', seconds)).detail;
  expect(text(245)).toBe('Try again in 5 minutes.');
  expect(text(40)).toBe('Try again in 40 seconds.');
  expect(text()).toBe('Wait a few minutes, then try again.');
});

test('passes on the words of the hub for a code that it does not know', () => {
  expect(problemText(new Problem('brand-new', 409, 'New title', 'New detail.'))).toEqual({
    title: 'New title',
    detail: 'New detail.',
  });
});

test('makes a problem of whatever was thrown', () => {
  expect(Problem.from(new TypeError('x is not a function')).code).toBe('console-fault');
  const problem = Problem.unreachable();
  expect(Problem.from(problem)).toBe(problem);
});
