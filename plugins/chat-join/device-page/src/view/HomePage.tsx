import { useState } from 'preact/hooks';

import { Page } from '@browser/ui/Page';

import { roomNameOf } from '../wire/roomName';
import { useHere } from './context';
import { NameField } from './identity/NameField';
import { OwnIdentity } from './identity/OwnIdentity';
import { goTo, hrefOf } from './routes';

/** The way into rooms, and who one is. */
export function HomePage() {
  const { vault } = useHere();
  const { rooms, trusted } = vault;
  return (
    <Page
      title="Rooms"
      lead="Whoever is in a room lets in whom they know. What is said there the hub cannot read."
    >
      <RoomForm />
      {rooms.length === 0 ? null : (
        <ul class="hf-list" aria-label="Rooms you were in">
          {rooms.map((room) => (
            <li key={room} class="hf-row hf-row-wide">
              <a class="hf-name" href={hrefOf({ page: 'room', room })}>
                # {room}
              </a>
              <button
                type="button"
                class="hf-button"
                aria-label={`Forget ${room}`}
                onClick={() => {
                  vault.forgetRoom(room);
                }}
              >
                Forget
              </button>
            </li>
          ))}
        </ul>
      )}
      {trusted.length === 0 ? (
        <div class="hf-empty">
          <h2>You know nobody yet</h2>
          <p>
            You may open a room that is empty. To meet others there, exchange identities first: add theirs
            under <a href={hrefOf({ page: 'people' })}>People</a>, and give them yours.
          </p>
        </div>
      ) : null}
      <NameField />
      <OwnIdentity />
    </Page>
  );
}

function RoomForm() {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      class="hf-field"
      onSubmit={(event) => {
        event.preventDefault();
        const room = roomNameOf(text);
        setWrong(room === undefined);
        if (room !== undefined) goTo({ page: 'room', room });
      }}
    >
      <label for="hf-room">Room</label>
      <div class="hf-actions">
        <input
          id="hf-room"
          type="text"
          autocapitalize="off"
          autocomplete="off"
          spellcheck={false}
          placeholder="garden-4"
          aria-invalid={isWrong}
          aria-describedby="hf-room-hint"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <button type="submit" class="hf-button hf-primary" disabled={text.trim() === ''}>
          Go
        </button>
      </div>
      <p id="hf-room-hint" class={isWrong ? 'hf-wrong' : 'hf-quiet'} role={isWrong ? 'alert' : undefined}>
        {isWrong
          ? 'A room’s name has letters a to z, digits and dashes only, 64 at most.'
          : 'Its name, or a link to it. Letters a to z, digits and dashes.'}
      </p>
    </form>
  );
}
