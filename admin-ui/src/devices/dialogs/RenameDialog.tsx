import { useState } from 'react';

import type { Device } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { TextField } from '../../controls/TextField';
import { claimedName } from '../../ui/claims';
import { useRename } from '../queries';

interface RenameDialogProps {
  device: Device;
  onClose: () => void;
}

/** Gives a device another name. */
export function RenameDialog({ device, onClose }: RenameDialogProps) {
  const [name, setName] = useState(device.name);
  const rename = useRename(device.id);
  return (
    <Dialog
      title={`Rename ${claimedName(device.name)}`}
      verb="Rename"
      isReady={name.trim() !== '' && name.trim() !== device.name}
      isBusy={rename.isPending}
      error={rename.error}
      onConfirm={() => {
        rename.mutate(name.trim(), { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <TextField
        id="device-name"
        label="Name"
        value={name}
        onChange={setName}
        maxLength={64}
        help="What this hub calls it. If it pairs with the hub anew, it brings its own name again."
      />
    </Dialog>
  );
}
