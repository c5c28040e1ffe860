import { Button } from '@patternfly/react-core';
import { useState } from 'react';

import type { Peering } from '../api/types';
import { say } from '../ui/toastStore';
import { EndDialog } from './dialogs/EndDialog';
import { peerName } from './peer';

/** Ends a pairing after asking; nothing at all if it has ended. */
export function EndButton({ peering }: { peering: Peering }) {
  const [asking, setAsking] = useState(false);
  if (peering.standing === 'ENDED') return null;
  const both = `${peerName(peering.proposer)} and ${peerName(peering.other)}`;
  const close = () => {
    setAsking(false);
  };
  return (
    <>
      <Button
        variant="secondary"
        isDanger
        size="sm"
        aria-label={`End pairing of ${both}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        End pairing…
      </Button>
      {asking ? (
        <EndDialog
          peering={peering}
          onClose={close}
          onDone={() => {
            close();
            say({ variant: 'success', title: `${both} are paired no more`, detail: 'Both are told.' });
          }}
        />
      ) : null}
    </>
  );
}
