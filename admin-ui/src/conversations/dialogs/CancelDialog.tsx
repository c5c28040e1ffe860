import { Content } from '@patternfly/react-core';

import { Dialog } from '../../controls/Dialog';
import { useCancel } from '../queries';

/** Ends a conversation in progress. */
export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const cancel = useCancel(id);
  return (
    <Dialog
      title="End this conversation?"
      verb="End it"
      isDanger
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => {
        cancel.mutate(undefined, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <Content>
        <p>Its links are closed at once. A device that is paired stays paired and may connect again.</p>
      </Content>
    </Dialog>
  );
}
