import {
  Breadcrumb,
  BreadcrumbItem,
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  EmptyState,
  EmptyStateBody,
  Skeleton,
} from '@patternfly/react-core';
import CommentsIcon from '@patternfly/react-icons/dist/esm/icons/comments-icon';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';

import { Problem } from '../api/problem';
import type { FlightRecord } from '../api/types';
import { deviceRoute } from '../devices/routes';
import { Countdown } from '../questions/Countdown';
import { CopyText } from '../ui/CopyText';
import { took } from '../ui/duration';
import { Fetched } from '../ui/Fetched';
import { Line } from '../ui/Line';
import { Moment } from '../ui/Moment';
import { Page } from '../ui/Page';
import { plainName } from '../ui/plainName';
import { sentence } from '../ui/sentence';
import { CancelDialog } from './dialogs/CancelDialog';
import { useConversation } from './queries';
import { conversationsRoute } from './routes';
import { StandingLabel } from './StandingLabel';
import { Timeline } from './Timeline';

/** One conversation with its flight record. */
export function ConversationPage() {
  const { id = '' } = useParams();
  const record = useConversation(id);
  const above = (
    <Breadcrumb>
      <BreadcrumbItem>
        <Link to={conversationsRoute.to()}>Conversations</Link>
      </BreadcrumbItem>
      <BreadcrumbItem isActive>Conversation</BreadcrumbItem>
    </Breadcrumb>
  );
  if (record.error instanceof Problem && record.error.isNotFound) {
    return (
      <Page name="Conversation" title="There is no such conversation" above={above}>
        <EmptyState headingLevel="h2" icon={CommentsIcon} titleText="Its record is not kept any more">
          <EmptyStateBody>
            <Link to={conversationsRoute.to()}>All conversations</Link>
          </EmptyStateBody>
        </EmptyState>
      </Page>
    );
  }
  if (record.data === undefined) {
    return (
      <Page name="Conversation" title="Conversation" above={above}>
        <Fetched
          query={record}
          loading={<Skeleton height="20rem" screenreaderText="Loading the conversation" />}
        >
          {() => null}
        </Fetched>
      </Page>
    );
  }
  return <ConversationDetails record={record.data} above={above} />;
}

function ConversationDetails({ record, above }: { record: FlightRecord; above: ReactNode }) {
  const { conversation } = record;
  const {
    id,
    protocolTitle,
    label,
    address,
    deviceId,
    remote,
    outcome,
    reason,
    startedAt,
    endedAt,
    expiresAt,
  } = conversation;
  const [cancelling, setCancelling] = useState(false);
  return (
    <Page
      name={`${protocolTitle} conversation`}
      above={above}
      title={
        <>
          {protocolTitle}: {plainName(label)} <StandingLabel conversation={conversation} />
        </>
      }
      lead={reason === '' ? undefined : sentence(reason)}
      actions={
        outcome === undefined ? (
          <Button
            variant="secondary"
            isDanger
            onClick={() => {
              setCancelling(true);
            }}
          >
            End it…
          </Button>
        ) : undefined
      }
    >
      <div className="hf-stack">
        <Card>
          <CardBody>
            <DescriptionList columnModifier={{ default: '1Col', md: '2Col' }}>
              <Line term="With">{remote === undefined ? 'nobody yet' : <code>{remote}</code>}</Line>
              <Line term="Device">
                {deviceId === undefined ? (
                  'none that is known'
                ) : (
                  <Link to={deviceRoute.to(deviceId)}>The device that has the address now</Link>
                )}
              </Line>
              {address === undefined ? null : (
                <Line term="Address">
                  <CopyText text={address} what="the address" />
                </Line>
              )}
              <Line term="Key">
                <code>{conversation.key}</code>
              </Line>
              <Line term="Began">
                <Moment at={startedAt} />
              </Line>
              <Line term={endedAt === undefined ? 'Goes on' : 'Took'}>
                {endedAt !== undefined ? (
                  took(Date.parse(endedAt) - Date.parse(startedAt))
                ) : expiresAt !== undefined ? (
                  <Countdown from={startedAt} until={expiresAt} />
                ) : (
                  'until one of them closes it'
                )}
              </Line>
              <Line term="Messages">
                {conversation.messagesIn} in, {conversation.messagesOut} out
              </Line>
            </DescriptionList>
          </CardBody>
        </Card>
        <Card>
          <CardTitle component="h2">Flight record</CardTitle>
          <CardBody>
            <Timeline record={record} />
          </CardBody>
        </Card>
      </div>
      {cancelling ? (
        <CancelDialog
          id={id}
          onClose={() => {
            setCancelling(false);
          }}
        />
      ) : null}
    </Page>
  );
}
