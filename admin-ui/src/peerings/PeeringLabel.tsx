import { Label } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import type { ComponentProps, ComponentType } from 'react';

import type { PeeringStanding } from './filters';

interface Look {
  name: string;
  color: ComponentProps<typeof Label>['color'];
  icon: ComponentType;
}

const LOOKS: Record<PeeringStanding, Look> = {
  PROPOSED: { name: 'Proposed', color: 'blue', icon: HourglassHalfIcon },
  ESTABLISHED: { name: 'Paired', color: 'green', icon: CheckCircleIcon },
  ENDED: { name: 'Ended', color: 'grey', icon: BanIcon },
};

/** How far a pairing of two devices has come, as a word, an icon and a colour. */
export function PeeringLabel({ standing }: { standing: PeeringStanding }) {
  const { color, icon: Icon, name } = LOOKS[standing];
  return (
    <Label isCompact color={color} icon={<Icon />}>
      {name}
    </Label>
  );
}

export function standingName(standing: PeeringStanding): string {
  return LOOKS[standing].name;
}
