import { Content } from '@patternfly/react-core';

import type { Device } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { claimedName } from '../../ui/claims';
import { useClear } from '../queries';

interface ClearDialogProps {
  device: Device;
  onClose: () => void;
  onDone: () => void;
}

/** Lets the messages with a device go, once it has been said what that does. */
export function ClearDialog({ device, onClose, onDone }: ClearDialogProps) {
  const clear = useClear(device.id);
  return (
    <Dialog
      title={`Clear the messages with ${claimedName(device.name)}?`}
      verb="Clear them"
      isDanger
      isBusy={clear.isPending}
      error={clear.error}
      onConfirm={() => {
        clear.mutate(undefined, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>All of them go from this hub, both ways, also for applications that did not read them yet.</p>
        <p>What the device has stays with it. That you cleared them stays in the audit log.</p>
      </Content>
    </Dialog>
  );
}
