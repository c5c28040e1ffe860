import { Card, CardBody, DescriptionList } from '@patternfly/react-core';
import { Link } from 'react-router';

import { Notice } from '../ui/Notice';
import type { Device, DeviceDetail } from '../api/types';
import { conversationRoute } from '../conversations/routes';
import { waiting } from '../mailboxes/waiting';
import { ClaimedName } from '../ui/ClaimedName';
import { CopyText } from '../ui/CopyText';
import { Line } from '../ui/Line';
import { Moment } from '../ui/Moment';
import { sentence } from '../ui/sentence';
import { byProtocol } from './addresses';
import type { CodeProof } from './codeProof';
import { CodeProofNotice } from './CodeProofNotice';
import { Connected } from './Connected';
import { connectionText } from './connectionText';
import { OtherAddresses } from './OtherAddresses';

interface DeviceSummaryProps {
  device: Device;
  mailbox: DeviceDetail['mailbox'];
  /** If it was paired by a code. */
  proof: CodeProof | undefined;
}

/** What the hub knows of a device at a glance. */
export function DeviceSummary({ device, mailbox, proof }: DeviceSummaryProps) {
  const { kind, trust, trustReason, addresses, connected, connection, approvedBy, approvedAt } = device;
  return (
    <Card>
      <CardBody>
        {proof === undefined ? null : <CodeProofNotice proof={proof} />}
        {connection?.label === 'ConnectedUnproven' ? (
          <Notice variant="warning" title="It has not proven its key on this connection" className="hf-above">
            It proved nothing when it was asked to, which older devices cannot. Nothing that was kept for it
            is sent until it does.
          </Notice>
        ) : null}
        {device.replayable ? (
          <Notice
            variant="warning"
            title="Whoever records how it connects can connect as it"
            className="hf-above"
          >
            It signs the same message each time, as devices do that know only the original protocol. Whoever
            recorded that could listen in its place: see that messages come for it, though neither read them
            nor send any in its name. What waits for it stays until it confirms it, or is too old.
          </Notice>
        ) : null}
        <DescriptionList columnModifier={{ default: '1Col', md: '2Col' }}>
          <Line term="State">{trustReason === '' ? 'No reason was given.' : sentence(trustReason)}</Line>
          <Line term="Connection">
            <Connected
              connected={connected}
              label={connection === undefined ? undefined : connectionText(connection.label)}
            />
            {connection === undefined ? null : (
              <span className="hf-quiet">
                {' '}
                from <code>{connection.remote}</code>,{' '}
                <Link to={conversationRoute.to(connection.conversationId)}>conversation</Link>
                {connection.links === 1 ? null : `, and ${connection.links - 1} more at the same time`}
              </span>
            )}
          </Line>
          <Line term="Mailbox">{waiting(mailbox)}</Line>
          <Line term={trust === 'REVOKED' ? 'Was approved' : 'Approved'}>
            {approvedAt === undefined ? (
              'never'
            ) : (
              <>
                <Moment at={approvedAt} />
                {approvedBy === undefined ? null : `, by ${approvedBy}`}
              </>
            )}
          </Line>
          <Line term="Kind">
            <ClaimedName name={kind} />
          </Line>
          <Line term="Last seen">
            {device.lastSeen === undefined ? 'never' : <Moment at={device.lastSeen} />}
          </Line>
          <Line term="First seen">
            <Moment at={device.firstSeen} />
          </Line>
          {byProtocol(addresses).map(({ protocol, title, first, others }) => (
            <Line key={protocol} term={`Address, ${title}`}>
              <CopyText text={first} what="the address" />
              <OtherAddresses addresses={others} />
            </Line>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
