import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';

import type { Conversation } from '../api/types';
import { Countdown } from '../questions/Countdown';
import { took } from '../ui/duration';
import { Moment } from '../ui/Moment';
import { plainName } from '../ui/plainName';
import { sentence } from '../ui/sentence';
import { conversationRoute } from './routes';
import { StandingLabel } from './StandingLabel';

export function ConversationsTable({ conversations }: { conversations: readonly Conversation[] }) {
  return (
    <Table role="table" aria-label="Conversations" gridBreakPoint="grid-md" className="hf-table">
      <Thead>
        <Tr>
          <Th width={35}>Conversation</Th>
          <Th>State</Th>
          <Th>With</Th>
          <Th>Began</Th>
          <Th>Messages</Th>
        </Tr>
      </Thead>
      <Tbody>
        {conversations.map((conversation) => {
          const { id, protocolTitle, label, address, remote, reason, startedAt, endedAt, expiresAt } =
            conversation;
          return (
            <Tr key={id}>
              <Td dataLabel="Conversation">
                <Link to={conversationRoute.to(id)} className="hf-strong">
                  {protocolTitle}: {plainName(label)}
                </Link>
                {reason === '' ? null : <div className="hf-quiet">{sentence(reason)}</div>}
              </Td>
              <Td dataLabel="State">
                <StandingLabel conversation={conversation} />
                {expiresAt === undefined ? null : (
                  <div className="hf-quiet">
                    <Countdown from={startedAt} until={expiresAt} />
                  </div>
                )}
              </Td>
              <Td dataLabel="With" modifier="breakWord">
                {remote === undefined ? 'nobody yet' : <code>{remote}</code>}
                {address === undefined ? null : <div className="hf-quiet hf-address">{address}</div>}
              </Td>
              <Td dataLabel="Began">
                <Moment at={startedAt} />
                <div className="hf-quiet">
                  {endedAt === undefined
                    ? 'goes on'
                    : `took ${took(Date.parse(endedAt) - Date.parse(startedAt))}`}
                </div>
              </Td>
              <Td dataLabel="Messages">
                {conversation.messagesIn} in, {conversation.messagesOut} out
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
