import { Content, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import LinkIcon from '@patternfly/react-icons/dist/esm/icons/link-icon';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { CopyText } from '../ui/CopyText';
import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { NoneFits } from '../ui/NoneFits';
import { Page } from '../ui/Page';
import { putParam } from '../ui/searchParams';
import { TableSkeleton } from '../ui/TableSkeleton';
import { fits, readFilters, writeFilters, type PeeringFilters } from './filters';
import { GraphView } from './graph/GraphView';
import { PeeringsTable } from './PeeringsTable';
import { PeeringsToolbar } from './PeeringsToolbar';
import { usePeerings } from './queries';

const SOME = 100;
const MOST = 500;
const VIEW = 'view';
const GRAPH = 'graph';

/** Pairings of devices with each other. */
export function PeeringsPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const [limit, setLimit] = useState(SOME);
  const isGraph = params.get(VIEW) === GRAPH;
  const peerings = usePeerings(isGraph ? MOST : limit);
  const filter = (to: PeeringFilters) => {
    setParams((before) => writeFilters(before, to), { replace: true });
  };
  return (
    <Page
      name="Pairings"
      title="Pairings"
      lead="Devices that are paired with each other through this hub, the newest first. The keys are theirs alone."
    >
      <PeeringsToolbar
        filters={filters}
        onChange={filter}
        isGraph={isGraph}
        onView={(graph) => {
          setParams(
            (before) => {
              const written = new URLSearchParams(before);
              putParam(written, VIEW, graph ? GRAPH : '');
              return written;
            },
            { replace: true },
          );
        }}
      />
      <Fetched
        query={peerings}
        loading={<TableSkeleton columns={['Between', 'State', 'Since', 'Protocol']} />}
        empty={(items) => (items.length > 0 ? undefined : <NoneYet />)}
      >
        {(items) => {
          const wanted = items.filter((peering) => fits(peering, filters));
          return (
            <>
              {wanted.length > 0 ? (
                isGraph ? (
                  <GraphView peerings={wanted} wantsEnded={filters.standing === 'ENDED'} />
                ) : (
                  <PeeringsTable peerings={wanted} />
                )
              ) : (
                <NoneFits
                  one="pairing"
                  all="pairings"
                  hint="Try fewer letters, or another state."
                  onClear={() => {
                    filter({ query: '' });
                  }}
                />
              )}
              <ListEnd
                count={items.length}
                limit={isGraph ? MOST : limit}
                most={MOST}
                onMore={() => {
                  setLimit(MOST);
                }}
              />
            </>
          );
        }}
      </Fetched>
    </Page>
  );
}

function NoneYet() {
  return (
    <EmptyState headingLevel="h2" icon={LinkIcon} titleText="No devices are paired with each other yet">
      <EmptyStateBody>
        <Content>
          <p>
            A device that is registered with the relay pairs with another by the other’s code. From the
            command line:
          </p>
          <CopyText text="./handfast device relay pair CODE" what="the command" />
          <p>Two people who have accounts connect by showing each other QR codes.</p>
        </Content>
      </EmptyStateBody>
    </EmptyState>
  );
}
