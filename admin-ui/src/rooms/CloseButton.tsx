import { Button } from '@patternfly/react-core';
import { useState } from 'react';

import type { Room } from '../api/types';
import { say } from '../ui/toastStore';
import { CloseDialog } from './dialogs/CloseDialog';
import { CLOSE } from './queries';
import { useCan } from './useCan';

/** Closes a room after asking; nothing at all if its protocol cannot. */
export function CloseButton({ room }: { room: Room }) {
  const [asking, setAsking] = useState(false);
  const can = useCan(room, CLOSE);
  if (!can) return null;
  return (
    <>
      <Button
        variant="secondary"
        isDanger
        onClick={() => {
          setAsking(true);
        }}
      >
        Close the room…
      </Button>
      {asking ? (
        <CloseDialog
          room={room}
          onClose={() => {
            setAsking(false);
          }}
          onDone={() => {
            setAsking(false);
            say({
              variant: 'success',
              title: `${room.name} is closed`,
              detail: 'All who were in it are told.',
            });
          }}
        />
      ) : null}
    </>
  );
}
