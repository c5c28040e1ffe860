import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import TicketAltIcon from '@patternfly/react-icons/dist/esm/icons/ticket-alt-icon';
import { useState } from 'react';

import { CommandMenu } from '../plugins/CommandMenu';
import { INVITING } from '../plugins/commands';
import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { useNow } from '../ui/now';
import { Page } from '../ui/Page';
import { TableSkeleton } from '../ui/TableSkeleton';
import { OffersTable } from './OffersTable';
import { useOffers } from './queries';

const SOME = 100;
const MOST = 500;

/** What was made to let new devices in, and waits to be used. */
export function OffersPage() {
  const [limit, setLimit] = useState(SOME);
  const offers = useOffers(limit);
  const now = useNow();
  return (
    <Page
      name="Invites"
      title="Invites"
      lead="Invites and phrases that nobody used yet. Whoever enters one first is trusted by it, once; what they say is shown only when they are made."
      actions={<CommandMenu label="New invite" names={INVITING} />}
    >
      <Fetched
        query={offers}
        loading={<TableSkeleton columns={['Invite', 'Protocol', 'Good for', 'Made by']} />}
        empty={(items) =>
          items.some(({ expiresAt }) => Date.parse(expiresAt) > now) ? undefined : (
            <EmptyState headingLevel="h2" icon={TicketAltIcon} titleText="No invite is open">
              <EmptyStateBody>
                An invite, or a one-time phrase, lets a device in without a question. Those that are made are
                listed here until they are used, taken back, or too old.
              </EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {(items) => (
          <>
            <OffersTable offers={items.filter(({ expiresAt }) => Date.parse(expiresAt) > now)} />
            <ListEnd
              count={items.length}
              limit={limit}
              most={MOST}
              onMore={() => {
                setLimit(MOST);
              }}
            />
          </>
        )}
      </Fetched>
    </Page>
  );
}
