import type { Shown } from '../api/types';
import { NumberedWords, Symbols } from './Words';

/** A line to compare or read, under what it is. */
export function ShownLine({ line: { kind, values } }: { line: Shown }) {
  switch (kind) {
    case 'CHECK_SYMBOLS':
      return <Symbols values={values} label="Check symbols" />;
    case 'CHECK_WORDS':
      return <NumberedWords words={values} label="Check words" />;
    case 'PEER_FINGERPRINT':
      return <NumberedWords words={values} label="Fingerprint of the other end’s key" />;
    case 'OWN_FINGERPRINT':
      return <NumberedWords words={values} label="Fingerprint of this end’s key" />;
    case 'FINGERPRINT':
      return <NumberedWords words={values.slice(1)} label={`Fingerprint of the key of ${values[0]}`} />;
    case 'PHRASE':
      return <NumberedWords words={values} label="Phrase" />;
    case 'TEXT':
      return <p>{values.join(' ')}</p>;
  }
}
