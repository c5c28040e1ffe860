import type { Peering } from '../../api/types';
import { Picked } from '../../graph/Picked';
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
  return (
    <Picked label="The chosen pairing" acts={<EndButton peering={peering} />} onClose={onClose}>
      <PeerLink peer={proposer} /> and <PeerLink peer={other} /> <PeeringLabel standing={standing} />
      <div className="hf-quiet">
        {protocolTitle}, <Moment at={since} />
        {reason === undefined ? null : <>. {sentence(reason)}</>}
      </div>
    </Picked>
  );
}
