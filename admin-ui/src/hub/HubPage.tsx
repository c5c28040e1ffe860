import { Card, CardBody, CardTitle, DescriptionList, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { Hub } from '../api/types';
import { CommandMenu } from '../plugins/CommandMenu';
import { ANNOUNCING } from '../plugins/commands';
import { CopyText } from '../ui/CopyText';
import { Fetched } from '../ui/Fetched';
import { Line } from '../ui/Line';
import { Moment } from '../ui/Moment';
import { Page } from '../ui/Page';
import { PolicyNote } from './PolicyNote';
import { useHub } from './queries';

const POLICIES: Record<Hub['approvalDefault'], string> = {
  ask: 'A person is asked about each device',
  accept: 'Every device that asks is trusted',
  deny: 'Every device that is new is refused',
};

/** The hub itself. */
export function HubPage() {
  const hub = useHub();
  return (
    <Page
      name="This hub"
      title={hub.data?.name ?? 'This hub'}
      lead="What it is, what it listens on, and how much is going on."
      actions={<CommandMenu label="Announce" names={ANNOUNCING} />}
    >
      <PolicyNote />
      <Fetched query={hub} loading={<Skeleton height="20rem" screenreaderText="Loading the hub" />}>
        {(data) => <HubDetails hub={data} />}
      </Fetched>
    </Page>
  );
}

function HubDetails({ hub }: { hub: Hub }) {
  const { counts } = hub;
  const numbers = [
    { name: 'Pending', value: counts.questions },
    { name: 'Trusted devices', value: counts.trustedDevices },
    { name: 'Connected', value: counts.connectedDevices },
    { name: 'Conversations', value: counts.conversations },
    { name: 'Links', value: counts.links },
  ];
  return (
    <div className="hf-stack">
      <dl className="hf-numbers">
        {numbers.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <Card>
        <CardBody>
          <DescriptionList columnModifier={{ default: '1Col', md: '2Col' }}>
            <Line term="Version">{hub.version}</Line>
            <Line term="Started">
              <Moment at={hub.startedAt} />
            </Line>
            <Line term="New devices">{POLICIES[hub.approvalDefault]}</Line>
            <Line term="Id">
              <CopyText text={hub.id} what="the hub’s id" />
            </Line>
          </DescriptionList>
        </CardBody>
      </Card>
      <Card>
        <CardTitle component="h2">Listens on</CardTitle>
        <CardBody>
          {hub.listeners.length === 0 ? (
            <p className="hf-quiet">No port is open for devices: no plugin that listens is running.</p>
          ) : (
            <Table role="table" aria-label="Listeners" variant="compact" gridBreakPoint="grid-md">
              <Thead>
                <Tr>
                  <Th>Protocol</Th>
                  <Th>Listener</Th>
                  <Th>Port</Th>
                </Tr>
              </Thead>
              <Tbody>
                {hub.listeners.map(({ protocol, title, name, port }) => (
                  <Tr key={`${protocol} ${name}`}>
                    <Td dataLabel="Protocol">{title}</Td>
                    <Td dataLabel="Listener">{name}</Td>
                    <Td dataLabel="Port">
                      <code>{port}</code>
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </CardBody>
      </Card>
    </div>
  );
}
