import type { Conversation, Question } from '../api/types';
import type { Answer } from './queries';

/**
 * Where one person is with one device, from the first question to the end. The dialog draws it; nothing else decides
 * what it shows, so that a question that is replaced, answered elsewhere or gone is told apart from one that waits.
 */
export type Flow =
  /** A question waits. */
  | { at: 'asking'; question: Question }
  /** An answer is on its way to the hub. */
  | { at: 'answering'; question: Question; answer: Answer }
  /** The device was let in to talk; its next question, or its end, is awaited. */
  | { at: 'exchanging'; question: Question }
  /** Words matched; the hub checks that the device holds its key. */
  | { at: 'proving'; question: Question }
  | { at: 'trusted'; question: Question; deviceId?: string }
  | { at: 'refused'; question: Question }
  /** The question went away before it was answered here. */
  | { at: 'gone'; question: Question; why: 'expired' | 'withdrawn' }
  /** The conversation ended after it was answered here. */
  | { at: 'ended'; question: Question; reason: string };

export type Happening =
  /** What waits now. */
  | { type: 'questions'; items: readonly Question[]; now: number }
  | { type: 'answer'; answer: Answer }
  | { type: 'answered' }
  | { type: 'not-answered' }
  /** How the conversation stands now. */
  | { type: 'conversation'; conversation: Conversation }
  /** The hub knows nothing of the conversation any more. */
  | { type: 'conversation-lost' };

/** A clock in between may be off by as much. */
const LENIENCE_MS = 1_500;

export function begin(question: Question): Flow {
  return { at: 'asking', question };
}

/** What follows from something that happened. */
export function step(flow: Flow, happening: Happening): Flow {
  switch (happening.type) {
    case 'questions':
      return onQuestions(flow, happening.items, happening.now);
    case 'answer':
      return flow.at === 'asking'
        ? { at: 'answering', question: flow.question, answer: happening.answer }
        : flow;
    case 'answered':
      return flow.at === 'answering' ? afterAnswer(flow.question, flow.answer) : flow;
    case 'not-answered':
      return flow.at === 'answering' ? { at: 'asking', question: flow.question } : flow;
    case 'conversation':
      return onConversation(flow, happening.conversation);
    case 'conversation-lost':
      return isUnderWay(flow)
        ? { at: 'ended', question: flow.question, reason: 'The hub has no record of how.' }
        : flow;
  }
}

/** True while the next step is the device's or the hub's, not a person's. */
export function isUnderWay(flow: Flow): boolean {
  return flow.at === 'exchanging' || flow.at === 'proving';
}

function afterAnswer(question: Question, answer: Answer): Flow {
  if (answer === 'NO') return { at: 'refused', question };
  return { at: question.stage === 'CONTACT' ? 'exchanging' : 'proving', question };
}

function onQuestions(flow: Flow, items: readonly Question[], now: number): Flow {
  const { question } = flow;
  const current = items.find((q) => q.conversationId === question.conversationId);
  switch (flow.at) {
    case 'asking':
      if (current === undefined) {
        const over = now >= Date.parse(question.expiresAt) - LENIENCE_MS;
        return { at: 'gone', question, why: over ? 'expired' : 'withdrawn' };
      }
      return current.id === question.id ? flow : begin(current);
    case 'exchanging':
    case 'proving':
    case 'gone':
      // The one just answered may still be in a list that was fetched before; one that is gone may have been answered
      // elsewhere, and then the next comes here too.
      return current === undefined || current.id === question.id ? flow : begin(current);
    default:
      return flow;
  }
}

function onConversation(flow: Flow, { outcome, reason, phase, deviceId }: Conversation): Flow {
  const { question } = flow;
  if (!isUnderWay(flow)) return flow;
  if (outcome !== undefined) return { at: 'ended', question, reason };
  if (phase !== 'ESTABLISHED') return flow;
  return deviceId === undefined ? { at: 'trusted', question } : { at: 'trusted', question, deviceId };
}
