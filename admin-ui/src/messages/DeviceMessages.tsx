import { Button, Card, CardBody, CardHeader, CardTitle, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';

import type { Device, Message } from '../api/types';
import { usePlugins } from '../plugins/queries';
import { Fetched } from '../ui/Fetched';
import { ListEnd } from '../ui/ListEnd';
import { say } from '../ui/toastStore';
import { addresseeFor } from './addressee';
import { ClearDialog } from './dialogs/ClearDialog';
import { MessageForm } from './MessageForm';
import { MessageItem } from './MessageItem';
import { PingButton } from './PingButton';
import { PING, SAY, useMessages } from './queries';

const SOME = 50;
const MOST = 100;

/** What is said between applications and a device; nothing at all where that cannot be and never was. */
export function DeviceMessages({ device }: { device: Device }) {
  const [limit, setLimit] = useState(SOME);
  const [clearing, setClearing] = useState(false);
  const plugins = usePlugins().data ?? [];
  const messages = useMessages(device.id, limit);
  const talks = addresseeFor(SAY, device, plugins);
  const answers = addresseeFor(PING, device, plugins);
  const count = messages.data?.length ?? 0;
  if (talks === undefined && answers === undefined && count === 0) return null;
  return (
    <Card>
      <CardHeader
        actions={{
          hasNoOffset: true,
          actions: (
            <div className="hf-actions">
              {answers === undefined ? null : <PingButton to={answers} name={device.name} />}
              {count === 0 ? null : (
                <Button
                  variant="secondary"
                  isDanger
                  onClick={() => {
                    setClearing(true);
                  }}
                >
                  Clear messages…
                </Button>
              )}
            </div>
          ),
        }}
      >
        <CardTitle component="h2">Messages</CardTitle>
      </CardHeader>
      <CardBody>
        {talks === undefined ? (
          <p className="hf-quiet hf-above">
            Nothing can be said to it now: it is not trusted, or the plugin that speaks with it does not run.
          </p>
        ) : (
          <MessageForm to={talks} lastTopic={lastTopic(messages.data ?? [])} />
        )}
        <Fetched
          query={messages}
          loading={<Skeleton height="8rem" screenreaderText="Loading the messages" />}
          empty={(items) =>
            items.length > 0 ? undefined : (
              <p className="hf-quiet">
                Nothing was said yet. What it says, and what you say to it, comes here.
              </p>
            )
          }
        >
          {(items) => (
            <>
              <ul className="hf-messages" aria-label="Messages, newest first" aria-live="polite">
                {keyed(items).map(({ key, message }) => (
                  <MessageItem key={key} message={message} />
                ))}
              </ul>
              <ListEnd
                count={items.length}
                limit={limit}
                most={MOST}
                onMore={() => {
                  setLimit(MOST);
                }}
              />
            </>
          )}
        </Fetched>
      </CardBody>
      {clearing ? (
        <ClearDialog
          device={device}
          onClose={() => {
            setClearing(false);
          }}
          onDone={() => {
            setClearing(false);
            say({ variant: 'success', title: 'The messages are gone' });
          }}
        />
      ) : null}
    </Card>
  );
}

function lastTopic(messages: readonly Message[]): string {
  return messages[0]?.topic ?? '';
}

/** Names for messages that stay while newer ones come: their moments, and their order within one. */
function keyed(messages: readonly Message[]): { key: string; message: Message }[] {
  const seen = new Map<string, number>();
  return messages
    .toReversed()
    .map((message) => {
      const nth = (seen.get(message.at) ?? 0) + 1;
      seen.set(message.at, nth);
      return { key: `${message.at} ${nth}`, message };
    })
    .reverse();
}
