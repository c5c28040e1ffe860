import { Button } from '@patternfly/react-core';
import { useState } from 'react';

import type { Participant, Room } from '../api/types';
import { say } from '../ui/toastStore';
import { RemoveDialog } from './dialogs/RemoveDialog';
import { participantName } from './participant';
import { REMOVE } from './queries';
import { useCan } from './useCan';

/** Removes a member of a room after asking; nothing at all if its protocol cannot. */
export function RemoveButton({ room, member }: { room: Room; member: Participant }) {
  const [asking, setAsking] = useState(false);
  const can = useCan(room, REMOVE);
  if (!can) return null;
  const name = participantName(member);
  return (
    <>
      <Button
        variant="secondary"
        isDanger
        size="sm"
        aria-label={`Remove ${name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        Remove…
      </Button>
      {asking ? (
        <RemoveDialog
          room={room}
          member={member}
          onClose={() => {
            setAsking(false);
          }}
          onDone={() => {
            setAsking(false);
            say({ variant: 'success', title: `${name} is removed from ${room.name}` });
          }}
        />
      ) : null}
    </>
  );
}
