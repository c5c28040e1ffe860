import { Content, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';

import type { Device } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { TextField } from '../../controls/TextField';
import { claimedName } from '../../ui/claims';
import { Fetched } from '../../ui/Fetched';
import { useConsequences, useRevoke } from '../queries';

interface RevokeDialogProps {
  device: Device;
  onClose: () => void;
  onDone: () => void;
}

/** Takes a device's trust away, once it has been said what that does. */
export function RevokeDialog({ device, onClose, onDone }: RevokeDialogProps) {
  const [reason, setReason] = useState('');
  const revoke = useRevoke(device.id);
  const consequences = useConsequences(device.id, revoke.isIdle || revoke.isError);
  const name = claimedName(device.name);
  return (
    <Dialog
      title={`Revoke ${name}?`}
      verb={`Revoke ${name}`}
      isDanger
      isReady={consequences.data !== undefined && !consequences.isFetching}
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => {
        revoke.mutate(reason, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Fetched
        query={consequences}
        loading={<Skeleton height="6rem" screenreaderText="Asking what would happen" />}
      >
        {(sentences) => (
          <Content>
            <p>What will happen:</p>
            <ul>
              {sentences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Content>
        )}
      </Fetched>
      <TextField
        id="revoke-reason"
        label="Reason"
        value={reason}
        onChange={setReason}
        maxLength={200}
        help="Kept in the audit log and shown on the device’s page. It may be left out."
      />
    </Dialog>
  );
}
