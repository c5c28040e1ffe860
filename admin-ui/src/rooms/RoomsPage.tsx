import { Content, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { ListToolbar } from '../controls/ListToolbar';
import { CopyText } from '../ui/CopyText';
import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { NoneFits } from '../ui/NoneFits';
import { Page } from '../ui/Page';
import { putParam } from '../ui/searchParams';
import { TableSkeleton } from '../ui/TableSkeleton';
import { useRooms } from './queries';
import { RoomsTable } from './RoomsTable';
import { WhoMayOpen } from './WhoMayOpen';

const SOME = 100;
const MOST = 500;
const QUERY = 'query';

/** The rooms that are open. */
export function RoomsPage() {
  const [params, setParams] = useSearchParams();
  const query = params.get(QUERY) ?? '';
  const [limit, setLimit] = useState(SOME);
  const rooms = useRooms(limit);
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
      name="Rooms"
      title="Rooms"
      lead={
        <>
          Where people talk who vouch for each other, the newest first. The hub carries what they say, and
          never sees a key or a text.
          <WhoMayOpen />
        </>
      }
    >
      <ListToolbar label="Name of a room" query={query} onQuery={search} />
      <Fetched
        query={rooms}
        loading={<TableSkeleton columns={['Room', 'Members', 'At the door', 'Since', 'Protocol']} />}
        empty={(items) => (items.length > 0 ? undefined : <NoneYet />)}
      >
        {(items) => {
          const wanted = items.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
          return (
            <>
              {wanted.length > 0 ? (
                <RoomsTable rooms={wanted} />
              ) : (
                <NoneFits
                  one="room"
                  all="rooms"
                  hint="Try fewer letters."
                  onClear={() => {
                    search('');
                  }}
                />
              )}
              <ListEnd
                count={items.length}
                limit={limit}
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
    <EmptyState headingLevel="h2" icon={UsersIcon} titleText="No room is open">
      <EmptyStateBody>
        <Content>
          <p>
            A room opens when the first comes in, and members let in whom they know. From the command line:
          </p>
          <CopyText text="./handfast device chat join ROOM" what="the command" />
          <p>The hub’s own page for it is at /chat on the port of devices that speak HTTP.</p>
        </Content>
      </EmptyStateBody>
    </EmptyState>
  );
}
