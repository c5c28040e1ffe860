import { useState } from 'react';

import { Notice } from '../../ui/Notice';
import type { Plugin } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { FileField } from '../../controls/FileField';
import { FileDigest } from '../FileDigest';
import { useInstall } from '../queries';

interface InstallDialogProps {
  onClose: () => void;
  onDone: (plugin: Plugin) => void;
}

/** Installs a bundle from a file. */
export function InstallDialog({ onClose, onDone }: InstallDialogProps) {
  const [bundle, setBundle] = useState<File>();
  const install = useInstall();
  return (
    <Dialog
      title="Install a plugin"
      verb="Trust and install"
      isReady={bundle !== undefined}
      isBusy={install.isPending}
      error={install.error}
      onConfirm={() => {
        if (bundle !== undefined) install.mutate(bundle, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Notice variant="warning" title="A plugin can do all that this hub can">
        It runs inside the hub, and nothing holds it back: it could read every key and trust any device.
        Install only what comes from somebody you trust as much as this hub. It takes the place of a plugin of
        the same name.
      </Notice>
      <FileField
        id="bundle"
        label="Bundle"
        accept=".jar,application/java-archive"
        help="A .jar file that holds an OSGi bundle."
        onChange={setBundle}
      />
      {bundle === undefined ? null : (
        <FileDigest key={`${bundle.name} ${bundle.size} ${bundle.lastModified}`} file={bundle} />
      )}
    </Dialog>
  );
}
