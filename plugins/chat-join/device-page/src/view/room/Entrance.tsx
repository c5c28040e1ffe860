import { useHere } from '../context';
import { NameField } from '../identity/NameField';

/** Before a room: nothing was said to the hub yet. */
export function Entrance({ room }: { readonly room: string }) {
  const { session, vault } = useHere();
  const { conversation } = session;
  const other =
    conversation === undefined || conversation.standing === 'over' ? undefined : conversation.room;
  const { trusted } = vault;
  return (
    <div class="hf-stack">
      <p>
        If nobody is here, the room is yours. Otherwise a member lets you in who knows you, and whom you know
        {trusted.length === 0 ? ': you know nobody yet' : ''}.
      </p>
      {vault.self.name === '' ? <NameField /> : null}
      {other === undefined ? null : (
        <p class="hf-quiet">You go from # {other}: one room at a time in a page.</p>
      )}
      <div class="hf-actions">
        <button
          type="button"
          class="hf-button hf-primary"
          onClick={() => {
            session.join(room);
          }}
        >
          Join
        </button>
      </div>
    </div>
  );
}
