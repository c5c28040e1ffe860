import { Skeleton } from '@patternfly/react-core';
import { Link } from 'react-router';

import { pluginsRoute } from '../plugins/routes';
import { CopyText } from '../ui/CopyText';
import { pairCommand } from './commandLine';
import { useHub } from './queries';

/** How to make the command line ask this very hub. */
export function PairCommand() {
  const hub = useHub().data;
  if (hub === undefined) return <Skeleton screenreaderText="Loading the command" />;
  const command = pairCommand(location.hostname, hub.listeners);
  if (command === undefined) {
    return (
      <p>
        Direct TCP does not run on this hub. <Link to={pluginsRoute.to()}>Start its plugin</Link> first.
      </p>
    );
  }
  return <CopyText text={command} what="the command" />;
}
