import { utf8 } from '@browser/wire/bytes';
import { fingerprint } from '@browser/wire/words';

import { type Party, PROTOCOL } from '../../wire/identity';

/** Twelve words that belong to one key alone. */
export function Fingerprint({ party: { id, key } }: { readonly party: Party }) {
  return (
    <ol class="hf-fingerprint" aria-label="Fingerprint words">
      {fingerprint(PROTOCOL, utf8(id), key).map((word, i) => (
        <li key={i}>{word}</li>
      ))}
    </ol>
  );
}
