import { Button } from '@patternfly/react-core';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useEffect, useRef } from 'react';

import type { Peering } from '../../api/types';
import { Moment } from '../../ui/Moment';
import { sentence } from '../../ui/sentence';
import { EndButton } from '../EndButton';
import { PeeringLabel } from '../PeeringLabel';
import { PeerLink } from '../PeerLink';

interface PickedPairingProps {
  peering: Peering;
  onClose: () => void;
}

/** The pairing whose line was chosen, and what can be done about it. */
export function PickedPairing({ peering, onClose }: PickedPairingProps) {
  const { proposer, other, standing, since, protocolTitle, reason } = peering;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <section ref={panel} tabIndex={-1} className="hf-graph-picked" aria-label="The chosen pairing">
      <div>
        <PeerLink peer={proposer} /> and <PeerLink peer={other} /> <PeeringLabel standing={standing} />
        <div className="hf-quiet">
          {protocolTitle}, <Moment at={since} />
          {reason === undefined ? null : <>. {sentence(reason)}</>}
        </div>
      </div>
      <div className="hf-graph-acts">
        <EndButton peering={peering} />
        <Button variant="plain" aria-label="Close" icon={<TimesIcon />} onClick={onClose} />
      </div>
    </section>
  );
}
