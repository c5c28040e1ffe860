import { Content } from '@patternfly/react-core';

import type { Offer } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { useTakeBack } from '../queries';

interface TakeBackDialogProps {
  offer: Offer;
  onClose: () => void;
  onDone: () => void;
}

/** Takes an invite back, once it has been said what that does. */
export function TakeBackDialog({ offer, onClose, onDone }: TakeBackDialogProps) {
  const takeBack = useTakeBack(offer);
  return (
    <Dialog
      title="Take this invite back?"
      verb="Take it back"
      isDanger
      isBusy={takeBack.isPending}
      error={takeBack.error}
      onConfirm={() => {
        takeBack.mutate(undefined, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      <Content>
        <p>Whoever holds it cannot use it any more. If it was used already, that stays as it is.</p>
      </Content>
    </Dialog>
  );
}
