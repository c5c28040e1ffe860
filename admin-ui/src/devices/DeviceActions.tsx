import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { Problem } from '../api/problem';
import { problemText } from '../api/problemText';
import type { Device } from '../api/types';
import { claimedName } from '../ui/claims';
import { say } from '../ui/toastStore';
import { BlockDialog } from './dialogs/BlockDialog';
import { ForgetDialog } from './dialogs/ForgetDialog';
import { RenameDialog } from './dialogs/RenameDialog';
import { RevokeDialog } from './dialogs/RevokeDialog';
import { useUnblock } from './queries';
import { devicesRoute } from './routes';

type Verb = 'rename' | 'block' | 'revoke' | 'forget';

/** What can be done with a device, and the dialogs that ask before it is. */
export function DeviceActions({ device }: { device: Device }) {
  const [asked, setAsked] = useState<Verb>();
  const navigate = useNavigate();
  const name = claimedName(device.name);
  const ask = (verb: Verb) => () => {
    setAsked(verb);
  };
  const close = () => {
    setAsked(undefined);
  };
  return (
    <div className="hf-actions">
      <Button variant="secondary" onClick={ask('rename')}>
        Rename…
      </Button>
      {device.trust === 'KNOWN' || device.trust === 'TRUSTED' ? (
        <Button variant="secondary" isDanger onClick={ask('block')}>
          Block…
        </Button>
      ) : null}
      {device.trust === 'SUSPENDED' ? <UnblockButton device={device} /> : null}
      <Button variant="secondary" isDanger onClick={ask(device.trust === 'REVOKED' ? 'forget' : 'revoke')}>
        {device.trust === 'REVOKED' ? 'Forget…' : 'Revoke…'}
      </Button>
      {asked === 'rename' ? <RenameDialog device={device} onClose={close} /> : null}
      {asked === 'block' ? (
        <BlockDialog
          device={device}
          onClose={close}
          onDone={() => {
            close();
            say({
              variant: 'success',
              title: `${name} is blocked`,
              detail: 'It is refused until you unblock it.',
            });
          }}
        />
      ) : null}
      {asked === 'revoke' ? (
        <RevokeDialog
          device={device}
          onClose={close}
          onDone={() => {
            close();
            say({
              variant: 'success',
              title: `${name} is revoked`,
              detail: 'It is refused when it comes back.',
            });
          }}
        />
      ) : null}
      {asked === 'forget' ? (
        <ForgetDialog
          device={device}
          onClose={close}
          onDone={() => {
            say({
              variant: 'success',
              title: `${name} is forgotten`,
              detail: 'It is a stranger now and may ask anew.',
            });
            void navigate(devicesRoute.to(), { replace: true });
          }}
        />
      ) : null}
    </div>
  );
}

/** Gives back what the device had; that needs no asking. */
function UnblockButton({ device }: { device: Device }) {
  const unblock = useUnblock(device.id);
  return (
    <Button
      variant="secondary"
      isLoading={unblock.isPending}
      isDisabled={unblock.isPending}
      onClick={() => {
        unblock.mutate(undefined, {
          onSuccess: () => {
            say({ variant: 'success', title: `${claimedName(device.name)} is no longer blocked` });
          },
          onError: (error) => {
            say({ variant: 'danger', ...problemText(Problem.from(error)) });
          },
        });
      }}
    >
      Unblock
    </Button>
  );
}
