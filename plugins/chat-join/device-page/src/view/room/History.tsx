import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { iso, longMoment, shortMoment } from '@browser/ui/time';

import type { Conversation, Entry, SayingState } from '../../device/conversation';
import type { LeavingReason } from '../../wire/frames';
import { useHere } from '../context';
import { claimOf, nameOf, namesOf } from '../names';
import { warningSentence } from '../sentences';

const LEFT: Readonly<Record<LeavingReason, string>> = {
  left: 'left',
  offline: 'is offline',
  removed: 'was removed',
};

const SAYING: Readonly<Record<SayingState, string>> = {
  sent: '',
  waiting: 'Waiting for a new key',
  lost: 'Not sent',
};

/** What was said and what happened, oldest first. */
export function History({ conversation: { history, visit } }: { readonly conversation: Conversation }) {
  const logRef = useRef<HTMLDivElement>(null);
  const { length } = history;
  useEffect(() => {
    if (logRef.current !== null) logRef.current.scrollTop = logRef.current.scrollHeight;
  }, [length]);
  if (length === 0) {
    return (
      <p class="hf-empty">Nothing said yet. Only what is said while you are here is shown, and only here.</p>
    );
  }
  return (
    // It takes the focus so that it can be scrolled by keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={logRef} class="hf-log" role="log" aria-label="Messages" tabIndex={0}>
      <ol class="hf-messages">
        {history.map((entry) => (
          <Row key={entry.number} entry={entry} visit={visit} />
        ))}
      </ol>
    </div>
  );
}

function Row({ entry, visit }: { readonly entry: Entry; readonly visit: Conversation['visit'] }) {
  const { vault } = useHere();
  const name = (id: string) => nameOf(id, vault);
  switch (entry.kind) {
    case 'mine':
      return (
        <Message from="me" who="You" entry={entry} text={entry.text}>
          {SAYING[entry.state] === '' ? null : <span>{SAYING[entry.state]}</span>}
        </Message>
      );
    case 'said': {
      const claim = claimOf(entry.from, vault, visit?.seat?.roster);
      const who = claim === undefined ? name(entry.from) : `${name(entry.from)} “${claim}”`;
      return <Message from="them" who={who} entry={entry} text={entry.text} />;
    }
    case 'joined':
      return (
        <Event>
          {name(entry.identity)} came in, let in by{' '}
          {entry.by === vault.self.party.id ? 'you' : name(entry.by)}
        </Event>
      );
    case 'left':
      return (
        <Event>
          {name(entry.identity)} {LEFT[entry.reason]}
        </Event>
      );
    case 'key':
      return (
        <Event>There is a new key, made by {entry.by === vault.self.party.id ? 'you' : name(entry.by)}</Event>
      );
    case 'lost':
      return <Event>The connection was lost</Event>;
    case 'back':
      return <Event>You are back</Event>;
    case 'warned':
      return (
        <Event isWarning>
          {warningSentence(entry.warning, (ids) => namesOf(ids, vault))}
          {entry.times > 1 ? ` (${entry.times} times)` : ''}
        </Event>
      );
  }
}

interface MessageProps {
  readonly from: 'me' | 'them';
  readonly who: string;
  readonly entry: Entry;
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Message({ from, who, entry, text, children }: MessageProps) {
  const { session } = useHere();
  const seconds = Math.floor(entry.at / 1000);
  return (
    <li class={`hf-message hf-from-${from}`}>
      <span class={from === 'me' ? 'hf-unseen' : 'hf-who'}>{who}</span>
      <p class="hf-said">{text}</p>
      <span class="hf-message-foot hf-quiet">
        {children}
        <time dateTime={iso(seconds)} title={longMoment(seconds)}>
          {shortMoment(seconds, Math.floor(session.now / 1000))}
        </time>
      </span>
    </li>
  );
}

function Event({
  isWarning = false,
  children,
}: {
  readonly isWarning?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <li class={isWarning ? 'hf-event hf-event-warning' : 'hf-event'}>
      {isWarning ? <span class="hf-strong">Warning: </span> : null}
      {children}
    </li>
  );
}
