import { Alert } from '@browser/ui/Alert';
import { clock } from '@browser/ui/time';

import type { Conversation } from '../../device/conversation';
import { useHere, useNow } from '../context';
import { nameOf } from '../names';

/** On the way in, or back. */
export function Arriving({ conversation }: { readonly conversation: Conversation }) {
  return (
    <div class="hf-stack">
      <State conversation={conversation} />
      <div class="hf-actions">
        <button
          type="button"
          class="hf-button"
          onClick={() => {
            conversation.leave();
          }}
        >
          Give up
        </button>
      </div>
    </div>
  );
}

function State({ conversation }: { readonly conversation: Conversation }) {
  const { vault } = useHere();
  const { standing, visit } = conversation;
  switch (standing) {
    case 'lost':
      return (
        <Alert kind="warning" isUrgent title="The connection is lost">
          <p>It is tried again by itself. You come back as you came: by a member that knows you.</p>
        </Alert>
      );
    case 'waiting':
      return <Waiting until={(visit?.door?.waitsUntil ?? 0) / 1000} />;
    case 'meeting':
      return (
        <p role="status" class="hf-waiting">
          {nameOf(visit?.door?.voucher ?? '', vault)} knows you, and lets you in …
        </p>
      );
    case 'entering':
      return (
        <p role="status" class="hf-waiting">
          The hub asks who knows you …
        </p>
      );
    default:
      return (
        <p role="status" class="hf-waiting">
          Connecting …
        </p>
      );
  }
}

function Waiting({ until }: { readonly until: number }) {
  const left = Math.max(0, Math.floor(until - useNow()));
  return (
    <Alert kind="info" title="Wait for somebody">
      <p class="hf-waiting" role="status">
        Nobody is here who could let you in, or who runs the hub is asked whether the room may be opened.
      </p>
      <p class="hf-quiet" role="timer">
        {clock(left)} left
      </p>
    </Alert>
  );
}
