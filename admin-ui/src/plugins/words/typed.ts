import type { WordList } from './wordList';

const MOST_COMPLETIONS = 6;
const MOST_NEIGHBOURS = 3;
const FAR = 2;

/** What was typed of a code. */
export interface Typed {
  /** Those that are finished: something stands behind them. */
  words: readonly string[];
  /** The one that is being typed; empty between two. */
  open: string;
}

/** Takes a line apart; in which case its letters are, and how wide its gaps, does not matter. */
export function typedOf(line: string): Typed {
  const words = line.toLowerCase().split(/\s+/);
  const open = words.pop() ?? '';
  return { words: words.filter((word) => word !== ''), open };
}

/** Words that the open one may become; none if it is one of them and nothing else. */
export function completionsOf({ open }: Typed, list: WordList): string[] {
  if (open === '') return [];
  const fitting = list.filter((word) => word.startsWith(open));
  return fitting.length === 1 && fitting[0] === open ? [] : fitting.slice(0, MOST_COMPLETIONS);
}

/** The line with the open word finished. */
export function completed(line: string, word: string): string {
  return `${line.replace(/\S*$/, '')}${word} `;
}

/** A word that is none of the list, and those nearest to it. */
export interface Unknown {
  word: string;
  nearest: readonly string[];
}

/** Finished words that cannot be right, and the open one once nothing can come of it. */
export function unknownIn({ words, open }: Typed, list: WordList): Unknown[] {
  const lost = open !== '' && !list.some((word) => word.startsWith(open)) ? [...words, open] : words;
  return lost
    .filter((word) => !list.includes(word))
    .map((word) => ({ word, nearest: nearestTo(word, list) }));
}

/** Those as near as any is, if that is near at all. */
function nearestTo(wrong: string, list: WordList): string[] {
  const near = list.map((word) => ({ word, far: distance(wrong, word) })).filter(({ far }) => far <= FAR);
  const nearest = Math.min(...near.map(({ far }) => far));
  return near
    .filter(({ far }) => far === nearest)
    .slice(0, MOST_NEIGHBOURS)
    .map(({ word }) => word);
}

/** How many letters have to be put in, taken out or replaced to make one of the other. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FAR) return FAR + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
