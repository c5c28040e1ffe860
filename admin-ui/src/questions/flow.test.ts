import { describe, expect, test } from 'vitest';

import { CHECK_WORDS, conversation, question } from '../testing/samples';
import { begin, isUnderWay, step, type Flow, type Happening } from './flow';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const contact = question({
  askedAt: '2026-11-24T11:59:00.000Z',
  expiresAt: '2026-11-24T12:04:00.000Z',
});
const words = { ...contact, id: 'question-2', stage: 'WORDS' as const, shown: CHECK_WORDS };

const waiting = (...items: (typeof contact)[]): Happening => ({ type: 'questions', items, now: NOW });
const after = (flow: Flow, ...happenings: Happening[]) => happenings.reduce(step, flow);
const yes: Happening = { type: 'answer', answer: 'YES' };
const no: Happening = { type: 'answer', answer: 'NO' };
const answered: Happening = { type: 'answered' };

describe('while a question waits', () => {
  test('nothing changes as long as it does', () => {
    const flow = begin(contact);
    expect(step(flow, waiting(question({ id: 'x', conversationId: 'other' }), contact))).toBe(flow);
  });

  test('the next question of the same device takes its place', () => {
    expect(step(begin(contact), waiting(words))).toEqual({ at: 'asking', question: words });
  });

  test('it can be withdrawn', () => {
    expect(step(begin(contact), waiting())).toEqual({ at: 'gone', question: contact, why: 'withdrawn' });
  });

  test('an answer given elsewhere leads on to the words here too', () => {
    const gone = step(begin(contact), waiting());
    expect(step(gone, waiting())).toBe(gone);
    expect(step(gone, waiting(words))).toEqual({ at: 'asking', question: words });
  });

  test('it can expire', () => {
    const late: Happening = { type: 'questions', items: [], now: Date.parse(contact.expiresAt) };
    expect(step(begin(contact), late)).toEqual({ at: 'gone', question: contact, why: 'expired' });
  });

  test('the conversation does not decide', () => {
    const flow = begin(contact);
    expect(step(flow, { type: 'conversation', conversation: conversation({ phase: 'ESTABLISHED' }) })).toBe(
      flow,
    );
    expect(step(flow, answered)).toBe(flow);
  });
});

describe('while an answer is on its way', () => {
  test('a list without the question means nothing yet', () => {
    const flow = after(begin(contact), yes);
    expect(step(flow, waiting())).toBe(flow);
  });

  test('no second answer is given', () => {
    const flow = after(begin(contact), yes);
    expect(step(flow, no)).toBe(flow);
  });

  test('the question waits again if the answer did not arrive', () => {
    expect(after(begin(contact), yes, { type: 'not-answered' })).toEqual({ at: 'asking', question: contact });
  });
});

describe('after the device was let in to talk', () => {
  const exchanging = after(begin(contact), yes, answered);

  test('its words are awaited', () => {
    expect(exchanging.at).toBe('exchanging');
    expect(isUnderWay(exchanging)).toBe(true);
  });

  test('an old list that still holds the first question changes nothing', () => {
    expect(step(exchanging, waiting(contact))).toBe(exchanging);
  });

  test('words take its place', () => {
    expect(step(exchanging, waiting(words))).toEqual({ at: 'asking', question: words });
  });

  test('it may fail', () => {
    const failed = conversation({ outcome: 'FAILED', reason: 'wrong CRC' });
    expect(step(exchanging, { type: 'conversation', conversation: failed })).toEqual({
      at: 'ended',
      question: contact,
      reason: 'wrong CRC',
    });
  });

  test('a phrase may answer for the words', () => {
    const established = conversation({ phase: 'ESTABLISHED', deviceId: 'device-1' });
    expect(step(exchanging, { type: 'conversation', conversation: established })).toEqual({
      at: 'trusted',
      question: contact,
      deviceId: 'device-1',
    });
  });

  test('its record may be lost', () => {
    expect(step(exchanging, { type: 'conversation-lost' }).at).toBe('ended');
  });
});

describe('after words were compared', () => {
  test('a yes leads to the proof, and the proof to trust', () => {
    const proving = after(begin(words), yes, answered);
    expect(proving.at).toBe('proving');
    const confirming = conversation({ phase: 'CONFIRMING' });
    expect(step(proving, { type: 'conversation', conversation: confirming })).toBe(proving);
    const established = conversation({ phase: 'ESTABLISHED' });
    expect(step(proving, { type: 'conversation', conversation: established })).toEqual({
      at: 'trusted',
      question: words,
    });
  });

  test('a no is the end', () => {
    const refused = after(begin(words), no, answered);
    expect(refused.at).toBe('refused');
    expect(step(refused, waiting(contact))).toBe(refused);
  });
});
