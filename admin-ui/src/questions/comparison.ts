import type { Shown } from '../api/types';

/** What two people compare at the end of a pairing. */
export type Comparison =
  | { by: 'words'; words: readonly string[]; symbols: readonly string[] }
  | { by: 'fingerprints'; peer: readonly string[]; own: readonly string[] }
  /** Nothing that proves anything: no ground to trust on. */
  | { by: 'nothing' };

/** Picks out of what a question shows. Words are safe to compare where they are shown; else the keys' fingerprints. */
export function comparisonOf(shown: readonly Shown[]): Comparison {
  const values = (kind: Shown['kind']) => shown.find((line) => line.kind === kind)?.values ?? [];
  const words = values('CHECK_WORDS');
  if (words.length > 0) return { by: 'words', words, symbols: values('CHECK_SYMBOLS') };
  const peer = values('PEER_FINGERPRINT');
  const own = values('OWN_FINGERPRINT');
  if (peer.length > 0 && own.length > 0) return { by: 'fingerprints', peer, own };
  return { by: 'nothing' };
}
