import { Label } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import EyeIcon from '@patternfly/react-icons/dist/esm/icons/eye-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import PauseCircleIcon from '@patternfly/react-icons/dist/esm/icons/pause-circle-icon';
import type { ComponentProps, ComponentType } from 'react';

import type { Trust } from '../api/types';

interface Look {
  name: string;
  color: ComponentProps<typeof Label>['color'];
  icon: ComponentType;
}

const LOOKS: Record<Trust, Look> = {
  KNOWN: { name: 'Known', color: 'grey', icon: EyeIcon },
  PENDING: { name: 'Pending', color: 'orange', icon: HourglassHalfIcon },
  TRUSTED: { name: 'Trusted', color: 'green', icon: CheckCircleIcon },
  SUSPENDED: { name: 'Blocked', color: 'yellow', icon: PauseCircleIcon },
  REVOKED: { name: 'Revoked', color: 'red', icon: BanIcon },
};

/** How far a device is trusted, as a word, an icon and a colour. */
export function TrustLabel({ trust }: { trust: Trust }) {
  const { color, icon: Icon, name } = LOOKS[trust];
  return (
    <Label isCompact color={color} icon={<Icon />}>
      {name}
    </Label>
  );
}

export function trustName(trust: Trust): string {
  return LOOKS[trust].name;
}
