import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';

import type { Device } from '../api/types';
import { ClaimedName } from '../ui/ClaimedName';
import { Moment } from '../ui/Moment';
import { Connected } from './Connected';
import { connectionText } from './connectionText';
import { ReplayableLabel } from './ReplayableLabel';
import { deviceRoute } from './routes';
import { TrustLabel } from './TrustLabel';

export function DevicesTable({ devices }: { devices: readonly Device[] }) {
  return (
    <Table role="table" aria-label="Devices" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={35}>Device</Th>
          <Th>Trust</Th>
          <Th>Connection</Th>
          <Th>Protocol</Th>
          <Th>Last seen</Th>
        </Tr>
      </Thead>
      <Tbody>
        {devices.map(({ id, name, kind, trust, replayable, connected, connection, addresses, lastSeen }) => (
          <Tr key={id}>
            <Td dataLabel="Device">
              <Link to={deviceRoute.to(id)} className="hf-strong">
                <ClaimedName name={name} />
              </Link>
              <div className="hf-quiet">
                <ClaimedName name={kind} />
              </div>
            </Td>
            <Td dataLabel="Trust">
              <TrustLabel trust={trust} /> {replayable ? <ReplayableLabel /> : null}
            </Td>
            <Td dataLabel="Connection">
              <Connected
                connected={connected}
                label={connection === undefined ? undefined : connectionText(connection.label)}
              />
            </Td>
            <Td dataLabel="Protocol">{[...new Set(addresses.map((a) => a.protocolTitle))].join(', ')}</Td>
            <Td dataLabel="Last seen">{lastSeen === undefined ? 'never' : <Moment at={lastSeen} />}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
