import { useId, useState } from 'preact/hooks';

import type { Trusted } from '../../device/vault';
import { useHere } from '../context';

const LONGEST = 64;

/** What one calls somebody whom one trusts. */
export function RenameForm({ one }: { readonly one: Trusted }) {
  const { vault } = useHere();
  const id = useId();
  const [name, setName] = useState(one.name);
  return (
    <form
      class="hf-field"
      onSubmit={(event) => {
        event.preventDefault();
        vault.trust(one, name.trim());
      }}
    >
      <label for={id}>You call them</label>
      <div class="hf-actions">
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
        <button type="submit" class="hf-button" disabled={name.trim() === one.name}>
          Rename
        </button>
      </div>
    </form>
  );
}
