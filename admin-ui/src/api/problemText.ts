import { inWords } from '../ui/duration';
import type { Problem } from './problem';

/** What people read of a problem. */
export interface ProblemText {
  title: string;
  detail: string;
}

/**
 * What to say, by code. A code that is not here is told in the hub's own words: the table is for what this page can
 * say better because it knows where the person is.
 */
const TEXTS: Record<string, (problem: Problem) => ProblemText> = {
  'wrong-password': () => ({
    title: 'That is not the password',
    detail: 'Forgotten? Run ./handfast admin reset on the hub’s machine to choose a new one.',
  }),
  'too-many-tries': (problem) => ({
    title: 'Too many tries from this address',
    detail:
      problem.retryAfterSeconds === undefined
        ? 'Wait a few minutes, then try again.'
        : `Try again in ${inWords(problem.retryAfterSeconds)}.`,
  }),
  'link-used': () => ({
    title: 'This link no longer works',
    detail:
      'It is good once and for half an hour, and a newer link replaces it. Run ./handfast admin reset for a new one.',
  }),
  'no-such-question': () => ({
    title: 'This question is no longer open',
    detail: 'It was answered elsewhere, or the device gave up.',
  }),
  overtaken: () => ({
    title: 'Something else changed first',
    detail: 'Look again, and try once more if it still makes sense.',
  }),
  'csrf-token': () => ({
    title: 'Your sign-in changed',
    detail: 'Load the page again and repeat this.',
  }),
};

/** What to say of a problem. */
export function problemText(problem: Problem): ProblemText {
  return TEXTS[problem.code]?.(problem) ?? { title: problem.title, detail: problem.detail };
}
