import { Content } from '@patternfly/react-core';
import { useState } from 'react';

import type { Peering } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { TextField } from '../../controls/TextField';
import { peerName } from '../peer';
import { useEndPeering } from '../queries';

interface EndDialogProps {
  peering: Peering;
  onClose: () => void;
  onDone: () => void;
}

/** Ends the pairing of two devices, once it has been said what that does. */
export function EndDialog({ peering, onClose, onDone }: EndDialogProps) {
  const [reason, setReason] = useState('');
  const end = useEndPeering(peering);
  return (
    <Dialog
      title={`End the pairing of ${peerName(peering.proposer)} and ${peerName(peering.other)}?`}
      verb="End the pairing"
      isDanger
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => {
        end.mutate(reason, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>What will happen:</p>
        <ul>
          <li>Both devices are told that the pairing ended, and why.</li>
          <li>The hub carries nothing more between them under this pairing.</li>
          <li>What they already exchanged stays with them: the hub never had their keys.</li>
        </ul>
        <p>They may pair with each other anew. To keep one of them out, block or revoke it.</p>
      </Content>
      <TextField
        id="end-reason"
        label="Reason"
        value={reason}
        onChange={setReason}
        maxLength={200}
        help="Told to both devices, and kept in the audit log. It may be left out."
      />
    </Dialog>
  );
}
