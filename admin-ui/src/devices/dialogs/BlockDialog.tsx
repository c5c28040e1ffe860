import { Content } from '@patternfly/react-core';
import { useState } from 'react';

import type { Device } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { TextField } from '../../controls/TextField';
import { claimedName } from '../../ui/claims';
import { useBlock } from '../queries';

interface BlockDialogProps {
  device: Device;
  onClose: () => void;
  onDone: () => void;
}

/** Holds a device back until the block is lifted. */
export function BlockDialog({ device, onClose, onDone }: BlockDialogProps) {
  const [reason, setReason] = useState('');
  const block = useBlock(device.id);
  const name = claimedName(device.name);
  return (
    <Dialog
      title={`Block ${name}?`}
      verb={`Block ${name}`}
      isDanger
      isBusy={block.isPending}
      error={block.error}
      onConfirm={() => {
        block.mutate(reason, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>What will happen:</p>
        <ul>
          {device.connected ? <li>It is connected now and will be disconnected at once.</li> : null}
          <li>When it comes back it is refused, and so is what it sends.</li>
          <li>It keeps its keys and pairings: unblock it, and it goes on as before.</li>
        </ul>
      </Content>
      <TextField
        id="block-reason"
        label="Reason"
        value={reason}
        onChange={setReason}
        maxLength={200}
        help="Kept in the audit log and shown on the device’s page. It may be left out."
      />
    </Dialog>
  );
}
