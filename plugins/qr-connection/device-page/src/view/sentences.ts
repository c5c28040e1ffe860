import { NoRoom } from '@browser/store';

import { Problem, Unreachable } from '../device/hub';
import { Misfit, type MisfitReason } from '../device/pairing';
import { BadLine, type LineFault } from '../wire/lines';

const FAULTS: Readonly<Record<LineFault, string>> = {
  foreign: 'This is not a Handfast code. Scan the one that the other device shows.',
  newer: 'This code is of a newer version of Handfast. Reload this page, or ask who runs the hub.',
  damaged: 'This code is damaged. Scan or copy it again.',
  uncertain:
    'A part of the line is missing or was changed on the way. Copy all of it again, from HANDFAST to the last character.',
  large: 'This is far too long to be one of these codes.',
};

const MISFITS: Readonly<Record<MisfitReason, string>> = {
  own: 'This is your own code. Scan the one on the other device.',
  'both-show': 'You both chose “Show my code”. One of you starts over and chooses “Scan a code”.',
  'both-scan': 'You both chose “Scan a code”. One of you starts over and chooses “Show my code”.',
  'first-again':
    'This is their first code again. Ask them to scan yours; then they have a second one to show.',
  'second-first':
    'This is a second code, and the first is due. Ask them to show the code that they began with.',
  'other-pair':
    'This code belongs to two other devices. Scan the one on the device whose first code you scanned. After three such codes you have to start over.',
  'not-opened':
    'This code does not keep what their first code promised. Somebody may be in between. After three such codes you have to start over.',
  expired: 'This code is older than its ten minutes. Ask them for a new one.',
  'weak-key': 'The key in this code is no key. Do not go on with this device.',
};

/** Of refusals by the hub at pairing, what to do. The hub's own sentence stands for all others. */
const REFUSALS: Readonly<Record<string, string>> = {
  expired: 'The code was older than its ten minutes. Ask them for a new second code, and scan that.',
  used: 'This code has been used already, and not by you. Start over with the other person.',
  'wrong-signature':
    'The hub did not sign this code. Scan their second code again; if that does not help, start over.',
  'one-account': 'Both ends have the same account. Use two devices.',
  unknown: 'The hub knows nothing of this code, or forgot it. Are you both at the same hub? Start over.',
  'in-use': 'These keys were used before. Start over.',
  pending: 'This code is in use already. Start over.',
};

/** What went wrong and what to do about it. */
export function sentenceOf(error: unknown): string {
  if (error instanceof BadLine) return FAULTS[error.fault];
  if (error instanceof Misfit) return MISFITS[error.reason];
  if (error instanceof NoRoom) {
    return 'This browser keeps no more for this page. Remove connections that are over, then try again.';
  }
  if (error instanceof Unreachable) return 'The hub does not answer. It is tried again.';
  if (error instanceof Problem) return refusalSentence(error);
  return 'Something broke on this page. Reload it; nothing that was kept is lost.';
}

export function refusalSentence({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail: string;
}): string {
  return REFUSALS[code] ?? detail;
}
