import type { Room } from '../api/types';

/** How many members a room has, and how many of them are there. */
export function crowd({ members, present }: Pick<Room, 'members' | 'present'>): string {
  if (members === 0) return 'nobody';
  return present === members ? `${members}, all here` : `${members}, ${present} here`;
}
