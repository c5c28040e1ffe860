import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table';
import { Link } from 'react-router';

import type { Mailbox } from '../api/types';
import { deviceRoute } from '../devices/routes';
import { inBytes } from '../ui/bytes';
import { ClaimedName } from '../ui/ClaimedName';
import { Moment } from '../ui/Moment';
import { ORDERS, type Order } from './filters';

interface MailboxesTableProps {
  mailboxes: readonly Mailbox[];
  order: Order;
  onOrder: (order: Order) => void;
}

const FIRST = 2;

export function MailboxesTable({ mailboxes, order, onOrder }: MailboxesTableProps) {
  const sort = (by: Order): NonNullable<ThProps['sort']> => ({
    columnIndex: FIRST + ORDERS.indexOf(by),
    // One way only: what is most, or has waited longest, is what one looks for.
    sortBy: { index: FIRST + ORDERS.indexOf(order), direction: 'desc' },
    onSort: () => {
      onOrder(by);
    },
  });
  return (
    <Table role="table" aria-label="Mailboxes" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={35}>Device</Th>
          <Th>Protocol</Th>
          <Th sort={sort('messages')} modifier="nowrap">
            Messages
          </Th>
          <Th sort={sort('size')} modifier="nowrap">
            Size
          </Th>
          <Th sort={sort('age')} modifier="nowrap">
            Oldest
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {mailboxes.map((mailbox) => {
          const { protocol, protocolTitle, address, deviceId, deviceName, parcels, bytes, oldestAt } =
            mailbox;
          return (
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
              <Td dataLabel="Oldest">{oldestAt === undefined ? 'not known' : <Moment at={oldestAt} />}</Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
