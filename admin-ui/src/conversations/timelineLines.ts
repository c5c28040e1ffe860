import type { FlightEntry } from '../api/types';
import { took } from '../ui/duration';
import { plainName } from '../ui/plainName';
import { PHASES } from './standing';

type Kind = FlightEntry['kind'];

/** What kinds of entries are called. */
export const KIND_NAMES: Record<Kind, string> = {
  EVENT: 'Event',
  STATE: 'State',
  EFFECT: 'Done by the hub',
  NOTE: 'Note',
  DECISION: 'Decision',
};

/** What happened, in words, by the codes that the hub writes. Others come from plugins and stand for themselves. */
const TEXTS: Partial<Record<Kind, Record<string, string>>> = {
  EVENT: {
    opened: 'A link was opened',
    requested: 'It asked by HTTP',
    received: 'A message came in',
    'link-closed': 'The link closed',
    dialled: 'The hub dialled',
    timer: 'A timer ran out',
    command: 'A command was given',
    changed: 'A device changed',
    parted: 'A pairing of two devices was ended',
    overtaken: 'Other changes came first; begun again',
  },
  EFFECT: {
    'ask-ACCOUNT': 'Asked whether it may have an account',
    'ask-CONTACT': 'Asked whether to talk to it',
    'ask-WORDS': 'Asked whether both ends show the same',
    propose: 'Its key was proposed',
    approve: 'The proposal was approved',
    establish: 'The pairing was established',
    drop: 'The proposal was dropped',
    remember: 'A fact was remembered',
    register: 'A device was registered',
    unregister: 'A device was taken off the list',
    alias: 'A device got one more address',
    admit: 'The device is trusted',
    put: 'Something was kept',
    remove: 'Something kept was let go',
    clear: 'All that was kept in one place was let go',
    relate: 'A pairing of two devices changed',
    claim: 'Something single-use was used',
    offer: 'An offer was made',
    'miss-offer': 'A failed try at the offer',
    close: 'The hub closed the link',
  },
  DECISION: {
    'ACCOUNT-YES': 'Its account was approved',
    'ACCOUNT-NO': 'Its account was refused',
    'ACCOUNT-EXPIRED': 'Nobody answered about its account in time',
    'CONTACT-YES': 'Let in to talk',
    'CONTACT-NO': 'Refused',
    'CONTACT-EXPIRED': 'Nobody answered in time',
    'WORDS-YES': 'Both ends showed the same',
    'WORDS-NO': 'The ends differed',
    'WORDS-EXPIRED': 'Nobody compared in time',
  },
  STATE: {
    CLOSED: 'Ended: closed',
    REJECTED: 'Ended: rejected',
    EXPIRED: 'Ended: expired',
    FAILED: 'Ended: failed',
    CANCELLED: 'Ended: cancelled',
  },
  NOTE: {
    'left-out': 'Entries are left out',
    'plugin-failed': 'The plugin failed',
  },
};

/** A state's detail is its phase, or why it ended. */
const phases: Record<string, string> = PHASES;

/** A line of a timeline. */
export interface TimelineLine {
  kind: Kind;
  text: string;
  detail: string;
  code: string;
  at: string;
  /** Since the conversation began. */
  after: string;
}

/** A flight record's entries as lines. */
export function timeline(startedAt: string, entries: readonly FlightEntry[]): TimelineLine[] {
  const start = Date.parse(startedAt);
  return entries.map(({ kind, code, detail, at }) => ({
    kind,
    code,
    detail: kind === 'STATE' ? (phases[detail] ?? detail) : detail,
    at,
    text: TEXTS[kind]?.[code] ?? plainName(code),
    after: `+${took(Date.parse(at) - start)}`,
  }));
}
