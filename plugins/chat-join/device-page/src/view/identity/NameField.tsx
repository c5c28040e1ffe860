import { useState } from 'preact/hooks';

import { useHere } from '../context';

const LONGEST = 64;

/** What others are told to call one. */
export function NameField() {
  const { vault } = useHere();
  const kept = vault.self.name;
  const [name, setName] = useState(kept);
  return (
    <form
      class="hf-field"
      onSubmit={(event) => {
        event.preventDefault();
        vault.rename(name.trim());
      }}
    >
      <label for="hf-own-name">Your name</label>
      <div class="hf-actions">
        <input
          id="hf-own-name"
          type="text"
          maxLength={LONGEST}
          autocomplete="nickname"
          value={name}
          onInput={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <button type="submit" class="hf-button" disabled={name.trim() === kept}>
          Keep
        </button>
      </div>
      <p class="hf-quiet">It goes with your identity, and to all in a room that you enter.</p>
    </form>
  );
}
