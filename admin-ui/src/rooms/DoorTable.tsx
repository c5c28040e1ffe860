import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { Participant } from '../api/types';
import { sentence } from '../ui/sentence';
import { IdentityLabel } from './IdentityLabel';
import { isProven } from './participant';
import { ParticipantLink } from './ParticipantLink';

/** Who waits to be let into a room, and for what. */
export function DoorTable({ visitors }: { visitors: readonly Participant[] }) {
  return (
    <Table role="table" aria-label="At the door" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th>Who</Th>
          <Th>Identity</Th>
          <Th width={50}>Waits for</Th>
        </Tr>
      </Thead>
      <Tbody>
        {visitors.map((visitor) => (
          <Tr key={visitor.address}>
            <Td dataLabel="Who" modifier="breakWord">
              <ParticipantLink participant={visitor} />
            </Td>
            <Td dataLabel="Identity">
              <IdentityLabel isProven={isProven(visitor)} />
            </Td>
            <Td dataLabel="Waits for">{sentence(visitor.facts.door ?? '')}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
