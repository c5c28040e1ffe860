import { Link } from 'react-router';

import { Notice } from '../../ui/Notice';
import type { Question } from '../../api/types';
import { TrustLabel } from '../../devices/TrustLabel';
import { deviceRoute } from '../../devices/routes';
import { claimedName } from '../../ui/claims';
import { ClaimedName } from '../../ui/ClaimedName';

/** Says that a yes takes another device's place, and whose. */
export function ReplacesWarning({ replaces }: { replaces: NonNullable<Question['replaces']> }) {
  return (
    <Notice variant="warning" title={`This would replace ${claimedName(replaces.name)}`}>
      <p>
        <Link to={deviceRoute.to(replaces.id)}>
          <ClaimedName name={replaces.name} />
        </Link>{' '}
        <TrustLabel trust={replaces.trust} /> has this address already. If you trust the one that asks now,
        its keys take the place of the old ones, which stop working. Fine if that device was set up anew; if
        nobody did that, somebody pretends to be it.
      </p>
    </Notice>
  );
}
