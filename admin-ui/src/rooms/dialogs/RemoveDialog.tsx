import { Content } from '@patternfly/react-core';

import type { Participant, Room } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { participantName } from '../participant';
import { REMOVE, useRoomCommand } from '../queries';

interface RemoveDialogProps {
  room: Room;
  member: Participant;
  onClose: () => void;
  onDone: () => void;
}

/** Removes a member of a room, once it has been said what that does. */
export function RemoveDialog({ room, member, onClose, onDone }: RemoveDialogProps) {
  const remove = useRoomCommand(room, REMOVE);
  return (
    <Dialog
      title={`Remove ${participantName(member)} from ${room.name}?`}
      verb="Remove"
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        remove.mutate({ identity: member.address }, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>What will happen:</p>
        <ul>
          <li>It is disconnected, and it and the others are told.</li>
          <li>The others make a new key at once, which it does not get.</li>
          <li>What it has read already stays with it: the hub never had the key.</li>
        </ul>
        <p>It may come again and be vouched for anew. To keep it out, block its device.</p>
      </Content>
    </Dialog>
  );
}
