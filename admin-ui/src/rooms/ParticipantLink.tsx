import { Link } from 'react-router';

import type { Participant } from '../api/types';
import { deviceRoute } from '../devices/routes';
import { ClaimedName } from '../ui/ClaimedName';
import { shortAddress } from './participant';

/** Somebody who takes part, leading to its device if the hub knows one. */
export function ParticipantLink({
  participant: { deviceId, name, address },
}: {
  participant: Pick<Participant, 'deviceId' | 'name' | 'address'>;
}) {
  if (deviceId === undefined) {
    return (
      <span className="hf-address" title={address}>
        {shortAddress(address)}
      </span>
    );
  }
  return (
    <Link to={deviceRoute.to(deviceId)} className="hf-strong">
      <ClaimedName name={name ?? address} />
    </Link>
  );
}
