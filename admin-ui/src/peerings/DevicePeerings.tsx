import { Card, CardBody, CardTitle } from '@patternfly/react-core';

import type { Peering } from '../api/types';
import { Moment } from '../ui/Moment';
import { sentence } from '../ui/sentence';
import { EndButton } from './EndButton';
import { otherEnd, peeringKey, peerName } from './peer';
import { PeeringLabel } from './PeeringLabel';
import { PeeringWords } from './PeeringWords';
import { PeerLink } from './PeerLink';

interface DevicePeeringsProps {
  deviceId: string;
  peerings: readonly Peering[];
}

/** A device's pairings with other devices; nothing at all if it has none. */
export function DevicePeerings({ deviceId, peerings }: DevicePeeringsProps) {
  if (peerings.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">Pairings with other devices</CardTitle>
      <CardBody>
        <ul className="hf-peerings">
          {peerings.map((peering) => (
            <li key={peeringKey(peering)} className="hf-peering">
              <div className="hf-peering-head">
                <span>
                  <PeerLink peer={otherEnd(peering, deviceId)} /> <PeeringLabel standing={peering.standing} />
                </span>
                <EndButton peering={peering} />
              </div>
              <div className="hf-quiet">
                {peering.protocolTitle}, <Moment at={peering.since} />, begun by {peerName(peering.proposer)}
                {peering.reason === undefined ? null : <>. {sentence(peering.reason)}</>}
              </div>
              <PeeringWords peering={peering} level="h3" />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
