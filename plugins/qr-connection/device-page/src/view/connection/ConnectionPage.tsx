import { useEffect } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Confirm } from '@browser/ui/Confirm';
import { Page } from '@browser/ui/Page';
import { day } from '@browser/ui/time';

import type { Connection } from '../../device/records';
import { useHere, useNow } from '../context';
import { nameOf } from '../names';
import { Question } from '../pairing/parts';
import { BACK, goTo } from '../routes';
import { Composer } from './Composer';
import { Manage } from './Manage';
import { Messages } from './Messages';

/** One connection: what was said, and what can be done with it. */
export function ConnectionPage({ id }: { readonly id: string }) {
  const { device } = useHere();
  const connection = device.connection(id);
  useEffect(() => {
    if (!document.hidden) device.read(id);
  });
  if (connection === undefined) {
    return (
      <Page title="There is no such connection" back={BACK}>
        <p>It was removed from this browser, or made in another.</p>
      </Page>
    );
  }
  return (
    <Page title={nameOf(connection)} back={BACK} lead={`Connected since ${day(connection.since)}.`}>
      <State connection={connection} />
      <Messages messages={connection.messages} />
      {connection.state === 'open' && connection.compared && !connection.paused ? (
        <Composer connection={connection} />
      ) : null}
      {connection.state === 'open' ? <Manage connection={connection} /> : null}
    </Page>
  );
}

function State({ connection }: { readonly connection: Connection }) {
  const { device, session } = useHere();
  const now = useNow();
  const { id, state, compared, paused, held, brokenBy, comparison } = connection;
  if (state === 'breaking') {
    return (
      <Alert kind="warning" title="Being broken">
        <p role="status">The hub is told as soon as it can be reached.</p>
      </Alert>
    );
  }
  if (state === 'broken') {
    return (
      <Alert kind="warning" title="This connection is over">
        <p>
          {WHO_BROKE[brokenBy ?? 'hub']} Its keys are gone from this browser, and nothing more can be sent.
        </p>
        <Confirm
          action="Remove from the list"
          question="Remove it, with all messages?"
          yes="Remove"
          onYes={() => {
            device.forget(id);
            goTo({ page: 'home' });
          }}
        >
          <p>What was said is lost with it.</p>
        </Confirm>
      </Alert>
    );
  }
  if (!compared) {
    return (
      <div class="hf-stack">
        <Alert kind="warning" title="You have not compared the words yet">
          <p>They confirmed already. Until you say that both show the same words, nothing can be sent.</p>
        </Alert>
        <Question
          comparison={comparison}
          onAnswer={(same) => {
            device.compared(id, same);
            session.wake();
          }}
        />
      </div>
    );
  }
  if (paused) {
    return (
      <Alert kind="info" title="Paused by you">
        <p>If they cannot see you, you cannot see them: nothing goes in either direction until you resume.</p>
      </Alert>
    );
  }
  if (held !== undefined && held.until > now) {
    return (
      <Alert kind="info" title={held.code === 'paused' ? 'They paused' : 'Too much at once'}>
        <p>
          {held.code === 'paused'
            ? 'What you send waits here, and goes when they resume.'
            : 'The hub takes no more just now. What you send waits here, and goes by itself.'}
        </p>
      </Alert>
    );
  }
  return null;
}

const WHO_BROKE = {
  me: 'You broke it.',
  them: 'The other person, or who runs the hub, broke it.',
  hub: 'The hub no longer knows it.',
};
