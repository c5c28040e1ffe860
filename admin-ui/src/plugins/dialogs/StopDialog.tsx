import { Content } from '@patternfly/react-core';

import { Dialog } from '../../controls/Dialog';

interface StopDialogProps {
  title: string;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Stops a plugin. */
export function StopDialog({ title, isBusy, error, onConfirm, onClose }: StopDialogProps) {
  return (
    <Dialog
      title={`Stop ${title}?`}
      verb={`Stop ${title}`}
      isDanger
      isBusy={isBusy}
      error={error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Content>
        <p>
          Its ports close and its conversations end: devices that speak it are disconnected and cannot come
          back.
        </p>
        <p>Pairings and trust stay. Once it is started again, devices connect as before.</p>
      </Content>
    </Dialog>
  );
}
