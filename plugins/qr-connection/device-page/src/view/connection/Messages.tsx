import { useEffect, useRef } from 'preact/hooks';

import { iso, longMoment, shortMoment } from '@browser/ui/time';

import type { Message, MessageState } from '../../device/records';
import { useHere } from '../context';

const STATES: Readonly<Record<MessageState, string>> = {
  waiting: 'Waiting to be sent',
  stored: 'At the hub',
  delivered: 'Delivered',
  received: 'Received',
  expired: 'Not fetched for seven days: gone',
  failed: 'Not sent',
};

/** What was said, oldest first. */
export function Messages({ messages }: { readonly messages: readonly Message[] }) {
  const { device } = useHere();
  const logRef = useRef<HTMLDivElement>(null);
  const { length } = messages;
  useEffect(() => {
    if (logRef.current !== null) logRef.current.scrollTop = logRef.current.scrollHeight;
  }, [length]);
  if (length === 0) return <p class="hf-empty">Nothing said yet.</p>;
  return (
    // It takes the focus so that it can be scrolled by keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={logRef} class="hf-log" role="log" aria-label="Messages" tabIndex={0}>
      <ol class="hf-messages">
        {messages.map((message) => (
          <li key={`${message.from} ${message.packetId}`} class={`hf-message hf-from-${message.from}`}>
            <span class="hf-unseen">{message.from === 'me' ? 'You: ' : 'They: '}</span>
            <Said message={message} />
            <span class="hf-message-foot hf-quiet">
              <time dateTime={iso(message.at)} title={longMoment(message.at)}>
                {shortMoment(message.at, device.now)}
              </time>
              {message.from === 'me' ? (
                <span data-state={message.state}>
                  {STATES[message.state]}
                  {message.reason === undefined ? '' : `: ${message.reason}`}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Said({ message }: { readonly message: Message }) {
  switch (message.type) {
    case 'text':
      return <p class="hf-said">{message.text}</p>;
    case 'location': {
      const { lat, lon, accuracy } = message;
      const place = `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
      return (
        <p class="hf-said">
          <span aria-hidden="true">📍 </span>
          <a href={`geo:${lat},${lon}`}>{place}</a>
          {accuracy === undefined ? '' : `, give or take ${Math.round(accuracy)} m`}
        </p>
      );
    }
    case 'unreadable':
      return (
        <p class="hf-said hf-quiet">
          Something came that cannot be opened: it was altered, or is of a newer version of Handfast.
        </p>
      );
  }
}
