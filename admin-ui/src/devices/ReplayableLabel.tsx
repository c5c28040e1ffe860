import { Label } from '@patternfly/react-core';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';

/** Warns of a device whose way to connect could be repeated by whoever recorded it. */
export function ReplayableLabel() {
  return (
    <Label isCompact color="orange" icon={<ExclamationTriangleIcon />}>
      Replayable
    </Label>
  );
}
