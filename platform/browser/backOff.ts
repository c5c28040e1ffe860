const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** By how much two pages differ, so that they do not all come back at the same moment. */
const SPREAD = 0.25;

/**
 * How long to wait before the next try.
 *
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export function backOff(failures: number, random: number): number {
  const even = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(even * (1 - SPREAD + 2 * SPREAD * random));
}
