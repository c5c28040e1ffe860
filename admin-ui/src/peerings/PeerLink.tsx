import { Link } from 'react-router';

import type { Peer } from '../api/types';
import { deviceRoute } from '../devices/routes';
import { ClaimedName } from '../ui/ClaimedName';

/** One end of a pairing, leading to its device. */
export function PeerLink({ peer: { deviceId, name, address } }: { peer: Peer }) {
  if (deviceId === undefined) return <span className="hf-address">{address}</span>;
  return (
    <Link to={deviceRoute.to(deviceId)} className="hf-strong">
      <ClaimedName name={name ?? address} />
    </Link>
  );
}
