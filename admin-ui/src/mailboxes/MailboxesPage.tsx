import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import EnvelopeIcon from '@patternfly/react-icons/dist/esm/icons/envelope-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Mailbox } from '../api/types';
import { deviceRoute } from '../devices/routes';
import { inBytes } from '../ui/bytes';
import { ClaimedName } from '../ui/ClaimedName';
import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { Page } from '../ui/Page';
import { TableSkeleton } from '../ui/TableSkeleton';
import { useMailboxes } from './queries';

const SOME = 100;
const MOST = 500;

/** What waits for devices that are not connected. */
export function MailboxesPage() {
  const [limit, setLimit] = useState(SOME);
  const mailboxes = useMailboxes(limit);
  return (
    <Page
      name="Mailboxes"
      title="Mailboxes"
      lead="Messages that wait for a device to come back, the fullest mailbox first. The hub cannot read them."
    >
      <Fetched
        query={mailboxes}
        loading={<TableSkeleton columns={['Device', 'Protocol', 'Messages', 'Size']} />}
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
        {(items) => (
          <>
            <MailboxesTable mailboxes={items} />
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

function MailboxesTable({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  return (
    <Table role="table" aria-label="Mailboxes" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={40}>Device</Th>
          <Th>Protocol</Th>
          <Th>Messages</Th>
          <Th>Size</Th>
        </Tr>
      </Thead>
      <Tbody>
        {mailboxes.map(({ protocol, protocolTitle, address, deviceId, deviceName, parcels, bytes }) => (
          <Tr key={`${protocol} ${address}`}>
            <Td dataLabel="Device" modifier="breakWord">
              {deviceId === undefined ? (
                <span className="hf-quiet">A device that is not here any more</span>
              ) : (
                <Link to={deviceRoute.to(deviceId)} className="hf-strong">
                  <ClaimedName name={deviceName ?? ''} />
                </Link>
              )}
              <div className="hf-quiet hf-address">{address}</div>
            </Td>
            <Td dataLabel="Protocol">{protocolTitle}</Td>
            <Td dataLabel="Messages">{parcels.toLocaleString('en')}</Td>
            <Td dataLabel="Size">{inBytes(bytes)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
