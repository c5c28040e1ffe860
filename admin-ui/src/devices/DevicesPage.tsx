import { Button, Content, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import LaptopIcon from '@patternfly/react-icons/dist/esm/icons/laptop-icon';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { whereToRun } from '../hub/commandLine';
import { PairCommand } from '../hub/PairCommand';
import { CommandMenu } from '../plugins/CommandMenu';
import { INVITING } from '../plugins/commands';
import { Fetched } from '../ui/Fetched';
import { NoneFits } from '../ui/NoneFits';
import { Page } from '../ui/Page';
import { TableSkeleton } from '../ui/TableSkeleton';
import { useDebounced } from '../ui/useDebounced';
import { DevicesTable } from './DevicesTable';
import { DevicesToolbar } from './DevicesToolbar';
import { isFiltered, readFilters, writeFilters, type DeviceFilters } from './filters';
import { useDevices } from './queries';

const SOME = 100;
const MOST = 500;
const TYPING_MS = 200;

/** Every device the hub knows. */
export function DevicesPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const [limit, setLimit] = useState(SOME);
  const devices = useDevices({ ...filters, query: useDebounced(filters.query, TYPING_MS) }, limit);
  const filter = (to: DeviceFilters) => {
    setParams((before) => writeFilters(before, to), { replace: true });
  };

  return (
    <Page
      name="Devices"
      title="Devices"
      lead="Every device this hub knows, the newest approval first."
      actions={<CommandMenu label="Add a device" names={INVITING} />}
    >
      <DevicesToolbar filters={filters} onChange={filter} />
      <Fetched
        query={devices}
        loading={<TableSkeleton columns={['Device', 'Trust', 'Connection', 'Protocol', 'Last seen']} />}
        empty={(items) => {
          if (items.length > 0) return undefined;
          return isFiltered(filters) ? (
            <NoneFits
              one="device"
              all="devices"
              hint="Try fewer letters, or another trust."
              onClear={() => {
                filter({ query: '' });
              }}
            />
          ) : (
            <NoneYet />
          );
        }}
      >
        {(items) => (
          <>
            <DevicesTable devices={items} />
            {items.length < limit ? null : (
              <p className="hf-quiet hf-table-end">
                The first {limit} are shown. Search to narrow it down
                {limit === MOST ? '.' : ', or '}
                {limit === MOST ? null : (
                  <Button
                    variant="link"
                    isInline
                    onClick={() => {
                      setLimit(MOST);
                    }}
                  >
                    show up to {MOST}
                  </Button>
                )}
              </p>
            )}
          </>
        )}
      </Fetched>
    </Page>
  );
}

function NoneYet() {
  return (
    <EmptyState headingLevel="h2" icon={LaptopIcon} titleText="No device yet">
      <EmptyStateBody>
        <Content>
          <p>The command line is a device itself. Pair it, {whereToRun(location.hostname)}:</p>
          <PairCommand />
          <p>It then waits under Pending for your answer.</p>
        </Content>
      </EmptyStateBody>
    </EmptyState>
  );
}
