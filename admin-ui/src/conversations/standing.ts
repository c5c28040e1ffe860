import type { Conversation } from '../api/types';

/** How a conversation stands, for people; `tone` is never the only sign of it. */
export interface Standing {
  text: string;
  tone: 'going' | 'good' | 'neutral' | 'bad';
}

/** What phases are called. */
export const PHASES: Record<Conversation['phase'], string> = {
  OPENED: 'Opened',
  NEGOTIATING: 'Negotiating',
  AWAITING_DECISION: 'Waits for an answer',
  CONFIRMING: 'Confirming',
  ESTABLISHED: 'Established',
};

const OUTCOMES: Record<NonNullable<Conversation['outcome']>, Standing> = {
  CLOSED: { text: 'Closed', tone: 'neutral' },
  REJECTED: { text: 'Rejected', tone: 'bad' },
  EXPIRED: { text: 'Expired', tone: 'neutral' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'neutral' },
};

export function standing({ phase, outcome }: Pick<Conversation, 'phase' | 'outcome'>): Standing {
  if (outcome !== undefined) return OUTCOMES[outcome];
  return { text: PHASES[phase], tone: phase === 'ESTABLISHED' ? 'good' : 'going' };
}
