import { Alert } from '@browser/ui/Alert';

import type { Conversation, Stranger } from '../../device/conversation';
import type { Seat } from '../../room/seat';
import { shortIdentity } from '../../wire/identity';
import { useHere } from '../context';
import { nameOf, namesOf } from '../names';
import { TrustForm } from '../people/TrustForm';
import { warningSentence } from '../sentences';

/** What one should know before one goes on: a list in dispute, a key that is awaited, strangers at the door. */
export function Notices({
  conversation,
  seat,
}: {
  readonly conversation: Conversation;
  readonly seat: Seat;
}) {
  const { vault } = useHere();
  const { disputed, maker } = seat;
  return (
    <>
      {disputed === undefined ? null : (
        <Alert kind="danger" isUrgent title="Do not trust this room just now">
          <p>{warningSentence(disputed, (ids) => namesOf(ids, vault))}</p>
          <p>
            Nothing of yours is sent until that is settled. Leave if it goes on, and ask who runs the hub.
          </p>
        </Alert>
      )}
      {disputed !== undefined || maker === undefined ? null : (
        <p role="status" class="hf-waiting">
          Waiting for a new key from {nameOf(maker, vault)} …
        </p>
      )}
      {conversation.strangers
        .filter(({ identity }) => vault.find(identity) === undefined)
        .map((stranger) => (
          <AtDoor key={stranger.identity} stranger={stranger} conversation={conversation} />
        ))}
    </>
  );
}

interface AtDoorProps {
  readonly stranger: Stranger;
  readonly conversation: Conversation;
}

function AtDoor({ stranger: { identity, party }, conversation }: AtDoorProps) {
  return (
    <div class="hf-notice" role="status">
      <p>
        Somebody you do not know is at the door: <code>{shortIdentity(identity)}</code>. You did not let them
        in. If you trust them, add them, and have them come again.
      </p>
      {party === undefined ? (
        <p class="hf-quiet">
          Their identity: <code>{identity}</code>. Ask them for the whole line.
        </p>
      ) : (
        <details>
          <summary>Add them</summary>
          <p class="hf-quiet">
            <code>{identity}</code>
          </p>
          <TrustForm party={party} claim="" />
        </details>
      )}
      <div class="hf-actions">
        <button
          type="button"
          class="hf-button"
          onClick={() => {
            conversation.dismiss(identity);
          }}
        >
          Dismiss
        </button>
      </div>
    </div>
  );
}
