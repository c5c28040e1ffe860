import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';

import type { Room } from '../api/types';
import { Moment } from '../ui/Moment';
import { crowd } from './crowd';
import { roomRoute } from './routes';

export function RoomsTable({ rooms }: { rooms: readonly Room[] }) {
  return (
    <Table role="table" aria-label="Rooms" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={30}>Room</Th>
          <Th>Members</Th>
          <Th>At the door</Th>
          <Th>Since</Th>
          <Th>Protocol</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rooms.map((room) => (
          <Tr key={room.conversationId}>
            <Td dataLabel="Room" modifier="breakWord">
              <Link to={roomRoute.to(room.conversationId)} className="hf-strong">
                {room.name}
              </Link>
            </Td>
            <Td dataLabel="Members">{crowd(room)}</Td>
            <Td dataLabel="At the door">
              {room.atTheDoor === 0 ? (
                'nobody'
              ) : (
                <Label isCompact color="orange">
                  {room.atTheDoor} waiting
                </Label>
              )}
            </Td>
            <Td dataLabel="Since">
              <Moment at={room.startedAt} />
            </Td>
            <Td dataLabel="Protocol">{room.protocolTitle}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
