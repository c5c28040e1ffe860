import { Content } from '@patternfly/react-core';

import type { Device } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { claimedName } from '../../ui/claims';
import { useForget } from '../queries';

interface ForgetDialogProps {
  device: Device;
  onClose: () => void;
  onDone: () => void;
}

/** Forgets a revoked device, so that it may ask anew. */
export function ForgetDialog({ device, onClose, onDone }: ForgetDialogProps) {
  const forget = useForget(device.id);
  const name = claimedName(device.name);
  return (
    <Dialog
      title={`Forget ${name}?`}
      verb={`Forget ${name}`}
      isDanger
      isBusy={forget.isPending}
      error={forget.error}
      onConfirm={() => {
        forget.mutate(undefined, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>
          The hub refuses it now because it remembers it. Once forgotten it is a stranger again: it may ask to
          pair, and you are asked as for any other.
        </p>
        <p>What was done with it stays in the audit log.</p>
      </Content>
    </Dialog>
  );
}
