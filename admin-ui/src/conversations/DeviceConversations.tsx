import { Card, CardBody, CardTitle, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Conversation } from '../api/types';
import { took } from '../ui/duration';
import { Fetched } from '../ui/Fetched';
import { Moment } from '../ui/Moment';
import { sentence } from '../ui/sentence';
import { useConversation, useConversations } from './queries';
import { conversationRoute } from './routes';
import { StandingLabel } from './StandingLabel';
import { Timeline } from './Timeline';

const SOME = 20;

/** The conversations about one device, each with its flight record. */
export function DeviceConversations({ deviceId }: { deviceId: string }) {
  const conversations = useConversations(SOME, deviceId);
  return (
    <Card>
      <CardTitle component="h2">Conversations</CardTitle>
      <CardBody>
        <Fetched
          query={conversations}
          loading={<Skeleton height="6rem" screenreaderText="Loading conversations" />}
          empty={(items) => (items.length > 0 ? undefined : <p className="hf-quiet">None is kept.</p>)}
        >
          {(items) => (
            <>
              <ul className="hf-conversations" aria-label="Conversations">
                {items.map((conversation, i) => (
                  <DeviceConversation key={conversation.id} conversation={conversation} isFirst={i === 0} />
                ))}
              </ul>
              {items.length < SOME ? null : <p className="hf-quiet">The newest {SOME} are shown.</p>}
            </>
          )}
        </Fetched>
      </CardBody>
    </Card>
  );
}

function DeviceConversation({ conversation, isFirst }: { conversation: Conversation; isFirst: boolean }) {
  const [open, setOpen] = useState(isFirst);
  const { id, startedAt, endedAt, reason } = conversation;
  return (
    <li>
      <details
        className="hf-conversation"
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <span className="hf-conversation-line">
            <StandingLabel conversation={conversation} />
            <span>
              <Moment at={startedAt} />
              {endedAt === undefined
                ? ', goes on'
                : `, for ${took(Date.parse(endedAt) - Date.parse(startedAt))}`}
            </span>
            {reason === '' ? null : <span className="hf-quiet">{sentence(reason)}</span>}
          </span>
        </summary>
        {open ? <FlightRecordOf id={id} /> : null}
      </details>
    </li>
  );
}

function FlightRecordOf({ id }: { id: string }) {
  const record = useConversation(id);
  return (
    <div className="hf-conversation-body">
      <Fetched
        query={record}
        loading={<Skeleton height="8rem" screenreaderText="Loading the flight record" />}
      >
        {(data) => <Timeline record={data} />}
      </Fetched>
      <Link to={conversationRoute.to(id)}>The whole conversation</Link>
    </div>
  );
}
