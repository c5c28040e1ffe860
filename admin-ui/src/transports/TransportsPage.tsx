import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core';
import RouteIcon from '@patternfly/react-icons/dist/esm/icons/route-icon';
import { Link, useSearchParams } from 'react-router';

import { ListToolbar } from '../controls/ListToolbar';
import { pluginsRoute } from '../plugins/routes';
import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { putParam } from '../ui/searchParams';
import { useTransports } from './queries';
import { TransportCard } from './TransportCard';

const QUERY = 'query';

/** What protocols reach others over, and how that does. */
export function TransportsPage() {
  const [params, setParams] = useSearchParams();
  const query = params.get(QUERY) ?? '';
  const transports = useTransports();
  const search = (to: string) => {
    setParams(
      (before) => {
        const written = new URLSearchParams(before);
        putParam(written, QUERY, to);
        return written;
      },
      { replace: true },
    );
  };
  return (
    <Page
      name="Transports"
      title="Transports"
      lead="What protocols reach others over: where this hub is reached, who is connected, and who is near."
    >
      <ListToolbar label="Address, peer or section" query={query} onQuery={search} />
      <Fetched
        query={transports}
        loading={<Skeleton height="16rem" screenreaderText="Loading transports" />}
        empty={(items) => (items.length > 0 ? undefined : <NoneRuns />)}
      >
        {(items) => (
          <ul className="hf-stack" aria-label="Transports">
            {items.map((transport) => (
              <TransportCard
                key={transport.id}
                transport={transport}
                query={query}
                onClear={() => {
                  search('');
                }}
              />
            ))}
          </ul>
        )}
      </Fetched>
    </Page>
  );
}

function NoneRuns() {
  return (
    <EmptyState headingLevel="h2" icon={RouteIcon} titleText="No transport runs">
      <EmptyStateBody>
        A transport, such as libp2p, comes with a plugin. Start its plugin under{' '}
        <Link to={pluginsRoute.to()}>Plugins</Link>; one that failed says there why.
      </EmptyStateBody>
    </EmptyState>
  );
}
