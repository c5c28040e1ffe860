import { NoRoom } from '@browser/store';

import type { NotHeard, Warning } from '../room/happenings';
import type { Ending } from '../room/visit';
import { BadLine, type LineFault } from '../wire/identityLine';

/** What happened, what to do about it, and whether trying again may help. */
export interface Advice {
  readonly title: string;
  readonly text: string;
  readonly kind: 'info' | 'warning' | 'danger';
  readonly isWorthATry: boolean;
  /** whether to show one's own identity, to hand over */
  readonly showsIdentity?: boolean;
}

const BY_HUB: Readonly<Record<string, Advice>> = {
  unknown_here: {
    title: 'Nobody here knows you',
    text: 'Give your identity to somebody in the room, by a way that you both trust. Once they have added you, come again.',
    kind: 'warning',
    isWorthATry: true,
    showsIdentity: true,
  },
  bad_identity: {
    title: 'The hub did not accept your key',
    text: 'This browser’s proof of its key came too late or was wrong. Try again; if it goes on, tell who runs the hub.',
    kind: 'danger',
    isWorthATry: true,
  },
  here_already: {
    title: 'You are here already',
    text: 'Somebody with your identity is in the room. Leave it there, then come again.',
    kind: 'warning',
    isWorthATry: true,
  },
  blocked: {
    title: 'You are blocked',
    text: 'Who runs this hub has blocked your identity. Ask them why.',
    kind: 'danger',
    isWorthATry: false,
  },
  room_full: {
    title: 'The room is full',
    text: 'Come again when somebody has left, or agree on another room.',
    kind: 'warning',
    isWorthATry: true,
  },
  busy: {
    title: 'Too many are at the door',
    text: 'Wait a moment, then come again.',
    kind: 'warning',
    isWorthATry: true,
  },
  not_allowed: {
    title: 'This room was not allowed',
    text: 'Who runs this hub decides which rooms are opened, and said no to this one. Ask them, or go to a room that is open.',
    kind: 'warning',
    isWorthATry: false,
  },
  no_answer: {
    title: 'Nobody answered',
    text: 'Neither a member nor who runs the hub answered in time. Come again when somebody is there.',
    kind: 'warning',
    isWorthATry: true,
  },
  everybody_left: {
    title: 'Everybody has left',
    text: 'The last member went while you were at the door. Come again, and the room is yours.',
    kind: 'info',
    isWorthATry: true,
  },
  replaced: {
    title: 'You came in elsewhere',
    text: 'Your identity entered this room by another window or device, which has your seat now. If that was not you, somebody has your key: forget everything under Help, and tell the others.',
    kind: 'warning',
    isWorthATry: true,
  },
  removed: {
    title: 'You were removed',
    text: 'Who runs the hub has removed you, or your browser did not answer for a while. The others have a new key by now. If it was the latter, come again.',
    kind: 'warning',
    isWorthATry: true,
  },
  closed: {
    title: 'The room was closed',
    text: 'Who runs the hub has closed it for all.',
    kind: 'info',
    isWorthATry: true,
  },
};

/** @param name of who would have vouched */
function bySelf({ fault }: Extract<Ending, { by: 'self' }>, name: string): Advice {
  switch (fault) {
    case 'unknown-voucher':
      return {
        title: 'You left: a stranger would have let you in',
        text: `${name} is in the room and knows you, but is nobody you trust. Whoever lets you in gives you the room’s key, so you took none. Ask for their identity, add it under People, then come again.`,
        kind: 'danger',
        isWorthATry: true,
        showsIdentity: false,
      };
    case 'false-voucher':
      return {
        title: 'You left: something was tampered with',
        text: `What came in the name of ${name} was not sealed by them for you, or is of another version of Handfast. Try again; if it goes on, do not use this hub.`,
        kind: 'danger',
        isWorthATry: true,
      };
    case 'false-hub':
      return {
        title: 'You left: this is not the hub you know',
        text: 'It could not show that it holds the key that this browser knows. Your own key was not shown to it. Reload the page to see which hub it is, and ask who runs it.',
        kind: 'danger',
        isWorthATry: false,
      };
    case 'nonsense':
      return {
        title: 'You left: the hub said what no hub says',
        text: 'It does not keep to the order of a room. Try again; if it goes on, do not use this hub.',
        kind: 'danger',
        isWorthATry: true,
      };
  }
}

export function adviceOf(ending: Ending, nameOf: (id: string) => string): Advice {
  switch (ending.by) {
    case 'person':
      return {
        title: 'You left the room',
        text: 'The others have a new key. What was said here is gone with this page.',
        kind: 'info',
        isWorthATry: true,
      };
    case 'self':
      return bySelf(ending, ending.identity === undefined ? 'Somebody' : nameOf(ending.identity));
    case 'hub':
      return (
        BY_HUB[ending.code] ?? {
          title: 'The hub sent you away',
          text: `It says: ${ending.reason}.`,
          kind: 'warning',
          isWorthATry: true,
        }
      );
  }
}

const NOT_HEARD: Readonly<Record<NotHeard, string>> = {
  stranger: 'who is not in the room',
  removed: 'who was removed',
  epoch: 'under a key that was never ordered',
  late: 'too late after a new key',
  repeated: 'a second time',
  unreadable: 'that cannot be opened',
};

/** @param names of several, with commas */
export function warningSentence(warning: Warning, names: (ids: readonly string[]) => string): string {
  switch (warning.code) {
    case 'roster-differs':
      return [
        'The hub’s list of who is here is not yours.',
        warning.extra.length > 0 ? `It has ${names(warning.extra)}, whom nobody added.` : '',
        warning.missing.length > 0 ? `It lacks ${names(warning.missing)}, who did not leave.` : '',
      ]
        .filter((part) => part !== '')
        .join(' ');
    case 'forged-vouch':
      return `The hub says that you let ${names([warning.identity])} in. You did not. Nothing more is sent.`;
    case 'unbelieved-maker':
      return `${names([warning.identity])} is to make the new key, and is nobody you knew here. You do not take it. Add them under People if you trust them.`;
    case 'bad-key':
      return `A key that came in the name of ${names([warning.identity])} was not taken.`;
    case 'no-way-to':
      return `${names([warning.identity])} could not be given the new key: theirs is not known.`;
    case 'bad-newcomer':
      return `Somebody at the door as ${names([warning.identity])} did not hold their key, and was not let in.`;
    case 'not-heard':
      return `Something in the name of ${names([warning.identity])} was passed over: it came ${NOT_HEARD[warning.why]}.`;
    case 'hub-error':
      return warning.error === 'rate_limited'
        ? 'The hub takes no more just now: what you said last may be lost.'
        : `The hub did not do what this page asked: ${warning.detail}`;
  }
}

const LINES: Readonly<Record<LineFault, string>> = {
  foreign: 'This is not an identity. It begins with “chat:”, and they find it on their own page.',
  cut: 'A part of the line is missing or was changed on the way. Copy all of it again.',
  'other-key': 'The key in this line is not that of its identity. Do not trust whoever gave it to you.',
};

/** What went wrong with what a person did. */
export function sentenceOf(error: unknown): string {
  if (error instanceof BadLine) return LINES[error.fault];
  if (error instanceof NoRoom)
    return 'This browser keeps no more for this page. Remove people that you need no more.';
  return 'Something broke on this page. Reload it.';
}
