import { useMemo } from 'react';

import type { Peering } from '../../api/types';
import { Drawing } from '../../graph/Drawing';
import { peeringKey, peerName } from '../peer';
import { standingName } from '../PeeringLabel';
import { pairingGraph } from './pairingGraph';
import { PickedPairing } from './PickedPairing';

interface PeeringGraphProps {
  peerings: readonly Peering[];
  /** True if all of it is to be seen at once, as small as it may become. */
  isWhole: boolean;
}

/** Who is paired with whom, as a drawing: a device leads to its page, a line to the pairing. */
export function PeeringGraph({ peerings, isWhole }: PeeringGraphProps) {
  const graph = useMemo(() => pairingGraph(peerings), [peerings]);
  return (
    <Drawing
      graph={graph}
      label="Graph of pairings"
      thereMeans="connected"
      isWhole={isWhole}
      keyOf={peeringKey}
      say={say}
      look={({ standing }) => standing}
      panel={(peering, close) => (
        <PickedPairing key={peeringKey(peering)} peering={peering} onClose={close} />
      )}
    />
  );
}

function say({ proposer, other, standing, protocolTitle }: Peering): string {
  return `${peerName(proposer)} and ${peerName(other)}: ${standingName(standing)}, ${protocolTitle}`;
}
