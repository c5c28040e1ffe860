import { Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';

/** Whether somebody has proven its identity to the hub, as a word, an icon and a colour. */
export function IdentityLabel({ isProven }: { isProven: boolean }) {
  return isProven ? (
    <Label isCompact color="green" icon={<CheckCircleIcon />}>
      Proven
    </Label>
  ) : (
    <Label isCompact color="yellow" icon={<ExclamationTriangleIcon />}>
      Only claimed
    </Label>
  );
}
