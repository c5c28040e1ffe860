import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { Peering } from '../api/types';
import { Moment } from '../ui/Moment';
import { sentence } from '../ui/sentence';
import { EndButton } from './EndButton';
import { peeringKey } from './peer';
import { PeeringLabel } from './PeeringLabel';
import { PeeringWords } from './PeeringWords';
import { PeerLink } from './PeerLink';

export function PeeringsTable({ peerings }: { peerings: readonly Peering[] }) {
  return (
    <Table role="table" aria-label="Pairings" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={45}>Between</Th>
          <Th>State</Th>
          <Th>Since</Th>
          <Th>Protocol</Th>
          <Th screenReaderText="What can be done" />
        </Tr>
      </Thead>
      <Tbody>
        {peerings.map((peering) => (
          <Tr key={peeringKey(peering)}>
            <Td dataLabel="Between" modifier="breakWord">
              <PeerLink peer={peering.proposer} /> and <PeerLink peer={peering.other} />
              <PeeringWords peering={peering} level="h2" />
            </Td>
            <Td dataLabel="State">
              <PeeringLabel standing={peering.standing} />
              {peering.reason === undefined ? null : (
                <div className="hf-quiet">{sentence(peering.reason)}</div>
              )}
            </Td>
            <Td dataLabel="Since">
              <Moment at={peering.since} />
            </Td>
            <Td dataLabel="Protocol">{peering.protocolTitle}</Td>
            <Td isActionCell>
              <EndButton peering={peering} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
