import { claimedName } from '@browser/claims';

import type { Connection } from '../device/records';

/** What a person calls a connection, or its first two words if it was given no name. */
export function nameOf({ label, comparison }: Connection): string {
  return label === '' ? comparison.words.slice(0, 2).join(' ') : claimedName(label);
}
