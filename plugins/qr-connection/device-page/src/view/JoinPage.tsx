import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Page } from '@browser/ui/Page';

import { Problem } from '../device/hub';
import type { Runner } from '../device/runner';
import { useHere } from './context';
import { refusalSentence } from './sentences';

const LONGEST_NAME = 60;

/** First time: a name, and perhaps an invite. */
export function JoinPage({ runner }: { readonly runner: Runner }) {
  const { device, session } = useHere();
  const { account } = device;
  const [name, setName] = useState(account?.name ?? '');
  const [invite, setInvite] = useState(account?.invite ?? '');
  const { problem } = runner;
  const isRefused = account?.state === 'new' && problem instanceof Problem;
  const isSending = account?.state === 'new' && !isRefused;

  return (
    <Page
      title="Join this hub"
      lead="This page makes your browser a device: with it you connect to other people by showing each other codes, and what you send is sealed for the two of you."
    >
      <form
        class="hf-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          device.join(name.trim(), invite.trim());
          session.wake();
        }}
      >
        <div class="hf-field">
          <label for="hf-name">Your name</label>
          <input
            id="hf-name"
            type="text"
            required
            maxLength={LONGEST_NAME}
            autocomplete="nickname"
            aria-describedby="hf-name-help"
            value={name}
            onInput={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <p id="hf-name-help" class="hf-quiet">
            Who runs the hub sees it. The people you connect with do not.
          </p>
        </div>
        <div class="hf-field">
          <label for="hf-invite">Invite (if you have one)</label>
          <input
            id="hf-invite"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={200}
            value={invite}
            onInput={(event) => {
              setInvite(event.currentTarget.value);
            }}
          />
        </div>
        {isRefused ? (
          <Alert kind="danger" isUrgent title="The hub said no">
            <p>{refusalSentence(problem)}</p>
          </Alert>
        ) : null}
        <div class="hf-actions">
          <button type="submit" class="hf-button hf-primary" disabled={isSending}>
            Join
          </button>
        </div>
        <p role="status" class="hf-status">
          {isSending ? 'Telling the hub …' : ''}
        </p>
      </form>
      <Alert kind="info">
        <p>
          Your keys and messages stay in this browser. Clear its data for this page, and they are gone; who
          can use this browser can use them.
        </p>
      </Alert>
    </Page>
  );
}

/** The hub's people have yet to say yes, or said no. */
export function StandingPage() {
  const { device } = useHere();
  if (device.account?.state === 'refused') {
    return (
      <Page title="The hub refused you">
        <Alert kind="danger" title={`${device.hub.name} does not take ${device.account.name}`}>
          <p>Somebody who runs the hub said no. Talk to them: only they can change it.</p>
        </Alert>
      </Page>
    );
  }
  return (
    <Page title="Waiting for approval">
      <Alert kind="info" title={`${device.account?.name ?? ''} has asked to join`}>
        <p>
          Somebody who runs the hub says yes or no, under “Pending” in its console. This page looks every few
          seconds, and goes on by itself. You can close it and come back later.
        </p>
      </Alert>
      <p role="status" class="hf-waiting">
        Waiting …
      </p>
    </Page>
  );
}
