import { expect, test } from 'vitest';

import { timeline } from './timelineLines';

const START = '2026-11-24T08:00:00.000Z';

test('tells what happened in words, and when since the beginning', () => {
  const lines = timeline(START, [
    { at: START, kind: 'EVENT', code: 'opened', detail: 'from 10.0.0.1:5' },
    { at: '2026-11-24T08:00:00.482Z', kind: 'STATE', code: 'Pairing', detail: 'AWAITING_DECISION' },
    { at: '2026-11-24T08:01:30.000Z', kind: 'DECISION', code: 'WORDS-YES', detail: 'by admin' },
    { at: '2026-11-24T08:01:31.000Z', kind: 'STATE', code: 'CLOSED', detail: 'the peer closed the link' },
  ]);
  expect(lines.map(({ text, detail, after }) => [after, text, detail])).toEqual([
    ['+0 ms', 'A link was opened', 'from 10.0.0.1:5'],
    ['+482 ms', 'Pairing', 'Waits for an answer'],
    ['+1 min 30 s', 'Both ends showed the same', 'by admin'],
    ['+1 min 31 s', 'Ended: closed', 'the peer closed the link'],
  ]);
});

test('lets a code of a plugin stand for itself', () => {
  const [line] = timeline(START, [{ at: START, kind: 'NOTE', code: 'answered-key-check', detail: '' }]);
  expect(line).toMatchObject({ text: 'Answered key check', code: 'answered-key-check' });
});

test('does not take the word of one kind for another', () => {
  const [line] = timeline(START, [{ at: START, kind: 'NOTE', code: 'opened', detail: '' }]);
  expect(line?.text).toBe('Opened');
});
