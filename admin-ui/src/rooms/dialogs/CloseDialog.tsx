import { Content } from '@patternfly/react-core';

import type { Room } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { CLOSE, useRoomCommand } from '../queries';

interface CloseDialogProps {
  room: Room;
  onClose: () => void;
  onDone: () => void;
}

/** Closes a room, once it has been said what that does. */
export function CloseDialog({ room, onClose, onDone }: CloseDialogProps) {
  const close = useRoomCommand(room, CLOSE);
  return (
    <Dialog
      title={`Close ${room.name}?`}
      verb="Close the room"
      isDanger
      isBusy={close.isPending}
      error={close.error}
      onConfirm={() => {
        close.mutate({}, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>What will happen:</p>
        <ul>
          <li>All members, and all who wait at the door, are disconnected and told so.</li>
          <li>Nobody is a member any more. Who vouched for whom stays with the devices.</li>
          <li>What members have read stays with them: the hub never had a key or a text.</li>
        </ul>
        <p>Whoever comes next, and may open rooms, begins a room of the same name anew.</p>
      </Content>
    </Dialog>
  );
}
