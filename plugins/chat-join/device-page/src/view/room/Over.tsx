import { Alert } from '@browser/ui/Alert';

import type { Conversation } from '../../device/conversation';
import { shortIdentity } from '../../wire/identity';
import { useHere } from '../context';
import { OwnIdentity } from '../identity/OwnIdentity';
import { nameOf } from '../names';
import { hrefOf } from '../routes';
import { adviceOf } from '../sentences';

/** After a room: why, and what to do. */
export function Over({ conversation }: { readonly conversation: Conversation }) {
  const { vault } = useHere();
  const { ending } = conversation;
  if (ending === undefined) return null;
  const { title, text, kind, isWorthATry, showsIdentity } = adviceOf(ending, (id) => nameOf(id, vault));
  const identity = ending.by === 'self' ? ending.identity : undefined;
  return (
    <div class="hf-stack">
      <Alert kind={kind} isUrgent title={title}>
        <p>{text}</p>
        {identity === undefined ? null : (
          <p class="hf-quiet">
            Their identity: <code title={shortIdentity(identity)}>{identity}</code>
          </p>
        )}
      </Alert>
      <div class="hf-actions">
        {isWorthATry ? (
          <button
            type="button"
            class="hf-button hf-primary"
            onClick={() => {
              conversation.start();
            }}
          >
            Come again
          </button>
        ) : null}
        <a class="hf-button" href={hrefOf({ page: 'people' })}>
          People
        </a>
      </div>
      {showsIdentity === true ? <OwnIdentity /> : null}
    </div>
  );
}
