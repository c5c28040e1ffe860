import { Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import CircleIcon from '@patternfly/react-icons/dist/esm/icons/circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import InProgressIcon from '@patternfly/react-icons/dist/esm/icons/in-progress-icon';
import type { ComponentProps, ComponentType } from 'react';

import type { Conversation } from '../api/types';
import { standing, type Standing } from './standing';

const LOOKS: Record<Standing['tone'], { color: ComponentProps<typeof Label>['color']; icon: ComponentType }> =
  {
    going: { color: 'blue', icon: InProgressIcon },
    good: { color: 'green', icon: CheckCircleIcon },
    neutral: { color: 'grey', icon: CircleIcon },
    bad: { color: 'red', icon: ExclamationCircleIcon },
  };

/** How a conversation stands. */
export function StandingLabel({ conversation }: { conversation: Conversation }) {
  const { text, tone } = standing(conversation);
  const { color, icon: Icon } = LOOKS[tone];
  return (
    <Label isCompact color={color} icon={<Icon />}>
      {text}
    </Label>
  );
}
