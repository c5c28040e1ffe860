import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import CommentsIcon from '@patternfly/react-icons/dist/esm/icons/comments-icon';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { TableSkeleton } from '../ui/TableSkeleton';
import { ConversationsTable } from './ConversationsTable';
import { useConversations } from './queries';

const SOME = 100;
const MOST = 500;
const SHOW = 'show';
const SHOWN = [
  { value: 'all', name: 'All' },
  { value: 'going', name: 'In progress' },
  { value: 'ended', name: 'Ended' },
] as const;

/** What devices and the hub are doing, and did. */
export function ConversationsPage() {
  const [params, setParams] = useSearchParams();
  const shown = SHOWN.find(({ value }) => value === params.get(SHOW))?.value ?? 'all';
  const [limit, setLimit] = useState(SOME);
  const conversations = useConversations(limit);
  const show = (value: string) => {
    setParams(value === 'all' ? {} : { [SHOW]: value }, { replace: true });
  };
  return (
    <Page
      name="Conversations"
      title="Conversations"
      lead="Each is one matter between a device and the hub: a pairing, a reconnection. Those in progress come first."
    >
      <div className="hf-toolbar">
        <ToggleGroup aria-label="Which conversations">
          {SHOWN.map(({ value, name }) => (
            <ToggleGroupItem
              key={value}
              text={name}
              buttonId={`show-${value}`}
              isSelected={shown === value}
              onChange={() => {
                show(value);
              }}
            />
          ))}
        </ToggleGroup>
      </div>
      <Fetched
        query={conversations}
        loading={<TableSkeleton columns={['Conversation', 'State', 'With', 'Began', 'Messages']} />}
        empty={(items) =>
          items.length > 0 ? undefined : (
            <EmptyState headingLevel="h2" icon={CommentsIcon} titleText="No conversation yet">
              <EmptyStateBody>
                When a device connects, what it and the hub do is recorded here.
              </EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {(items) => {
          const wanted = items.filter(
            ({ outcome }) => shown === 'all' || (outcome === undefined) === (shown === 'going'),
          );
          if (wanted.length === 0) {
            return (
              <EmptyState
                headingLevel="h2"
                icon={CommentsIcon}
                titleText={shown === 'going' ? 'Nothing is in progress' : 'None has ended'}
              >
                <EmptyStateFooter>
                  <EmptyStateActions>
                    <Button
                      variant="link"
                      onClick={() => {
                        show('all');
                      }}
                    >
                      Show all
                    </Button>
                  </EmptyStateActions>
                </EmptyStateFooter>
              </EmptyState>
            );
          }
          return (
            <>
              <ConversationsTable conversations={wanted} />
              {items.length < limit ? null : (
                <p className="hf-quiet hf-table-end">
                  The newest {limit} were fetched.{' '}
                  {limit === MOST ? null : (
                    <Button
                      variant="link"
                      isInline
                      onClick={() => {
                        setLimit(MOST);
                      }}
                    >
                      Fetch up to {MOST}
                    </Button>
                  )}
                </p>
              )}
            </>
          );
        }}
      </Fetched>
    </Page>
  );
}
