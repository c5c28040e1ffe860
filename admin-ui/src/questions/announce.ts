import type { Question } from '../api/types';
import { claimedName } from '../ui/claims';

/**
 * What to say aloud when questions come, for whoever does not see the list; nothing if none came.
 *
 * @param known the ids that were there before
 */
export function announcement(known: ReadonlySet<string>, now: readonly Question[]): string | undefined {
  const fresh = now.filter(({ id }) => !known.has(id));
  const [first] = fresh;
  if (first === undefined) return undefined;
  if (fresh.length > 1) return `${fresh.length} devices wait for an answer.`;
  const name = claimedName(first.name);
  switch (first.stage) {
    case 'ACCOUNT':
      return `A device that calls itself ${name} wants an account.`;
    case 'CONTACT':
      return `A device that calls itself ${name} asks to pair.`;
    case 'WORDS':
      return `${name} waits for words to be compared.`;
  }
}
