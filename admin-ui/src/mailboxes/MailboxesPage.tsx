import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import EnvelopeIcon from '@patternfly/react-icons/dist/esm/icons/envelope-icon';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { useNow } from '../ui/now';
import { NoneFits } from '../ui/NoneFits';
import { Page } from '../ui/Page';
import { TableSkeleton } from '../ui/TableSkeleton';
import { arranged, readFilters, writeFilters, type MailboxFilters } from './filters';
import { MailboxesTable } from './MailboxesTable';
import { MailboxesToolbar } from './MailboxesToolbar';
import { useMailboxes } from './queries';

const SOME = 100;
const MOST = 500;

/** What waits for devices that are not connected. */
export function MailboxesPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const [limit, setLimit] = useState(SOME);
  const mailboxes = useMailboxes(limit);
  const now = useNow();
  const filter = (to: MailboxFilters) => {
    setParams((before) => writeFilters(before, to), { replace: true });
  };
  return (
    <Page
      name="Mailboxes"
      title="Mailboxes"
      lead="Messages that wait for a device to come and fetch them. The hub cannot read them."
    >
      <MailboxesToolbar filters={filters} onChange={filter} />
      <Fetched
        query={mailboxes}
        loading={<TableSkeleton columns={['Device', 'Protocol', 'Messages', 'Size', 'Oldest']} />}
        empty={(items) =>
          items.length > 0 ? undefined : (
            <EmptyState headingLevel="h2" icon={EnvelopeIcon} titleText="Nothing waits">
              <EmptyStateBody>
                A message to a device that is not connected is kept here, until the device has fetched it or
                it is too old.
              </EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {(items) => {
          const wanted = arranged(items, filters, now);
          return (
            <>
              {wanted.length === 0 ? (
                <NoneFits
                  one="mailbox"
                  all="mailboxes"
                  hint="Nothing that waits is as old, or as large."
                  onClear={() => {
                    filter({ order: filters.order });
                  }}
                />
              ) : (
                <MailboxesTable
                  mailboxes={wanted}
                  order={filters.order}
                  onOrder={(order) => {
                    filter({ ...filters, order });
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
