import { useId, useState } from 'preact/hooks';

import type { Party } from '../../wire/identity';
import { useHere } from '../context';
import { Fingerprint } from '../identity/Fingerprint';

const LONGEST = 64;

interface TrustFormProps {
  readonly party: Party;
  /** what they call themselves */
  readonly claim: string;
  readonly onTrusted?: () => void;
}

/** Adds somebody whose key came by the hub: that it is theirs only they can say. */
export function TrustForm({ party, claim, onTrusted }: TrustFormProps) {
  const { vault } = useHere();
  const id = useId();
  const [name, setName] = useState(claim);
  const [isSure, setSure] = useState(false);
  return (
    <form
      class="hf-field"
      onSubmit={(event) => {
        event.preventDefault();
        vault.trust(party, name.trim());
        onTrusted?.();
      }}
    >
      <p class="hf-quiet">
        Have them read their twelve words to you, by another way than this hub: theirs are on their page,
        under “Your identity”.
      </p>
      <Fingerprint party={party} />
      <label for={id}>You call them</label>
      <input
        id={id}
        type="text"
        maxLength={LONGEST}
        autocomplete="off"
        value={name}
        onInput={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <label class="hf-check">
        <input
          type="checkbox"
          checked={isSure}
          onChange={(event) => {
            setSure(event.currentTarget.checked);
          }}
        />
        The words are the same
      </label>
      <div>
        <button type="submit" class="hf-button hf-primary" disabled={!isSure || name.trim() === ''}>
          Trust them
        </button>
      </div>
    </form>
  );
}
