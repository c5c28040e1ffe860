import { claimedName } from '@browser/claims';
import { Page } from '@browser/ui/Page';
import { shortMoment } from '@browser/ui/time';

import type { Connection } from '../device/records';
import { useHere, useNow } from './context';
import { nameOf } from './names';
import { NoticeAlert } from './NoticesPage';
import { hrefOf } from './routes';

/** Whom one is connected with, and the way to another. */
export function HomePage() {
  const { device } = useHere();
  const { pairing, connections, notices } = device;
  const now = useNow();
  const fresh = notices.filter(({ read }) => !read);
  return (
    <Page title="Connections">
      {fresh.map((notice) => (
        <NoticeAlert key={notice.jti} notice={notice} now={now} />
      ))}
      {fresh.length > 0 ? <a href={hrefOf({ page: 'notices' })}>All messages of the hub</a> : null}
      {connections.length === 0 ? (
        <div class="hf-empty">
          <h2>Nobody yet</h2>
          <p>
            Meet somebody who has this page open too, on the same hub. You show each other codes, compare four
            words, and are connected.
          </p>
        </div>
      ) : (
        <ul class="hf-list" aria-label="Connections">
          {connections.map((connection) => (
            <Row key={connection.id} connection={connection} now={now} />
          ))}
        </ul>
      )}
      <div class="hf-actions">
        <a class="hf-button hf-primary" href={hrefOf({ page: 'connect' })}>
          {pairing === undefined ? 'Connect with someone' : 'Go on connecting'}
        </a>
      </div>
    </Page>
  );
}

function Row({ connection, now }: { readonly connection: Connection; readonly now: number }) {
  const { id, unread, messages } = connection;
  const last = messages.at(-1);
  return (
    <li>
      <a class="hf-row" href={hrefOf({ page: 'connection', id })}>
        <span class="hf-row-top">
          <span class="hf-name">{nameOf(connection)}</span>
          {unread > 0 ? (
            <span class="hf-badge">
              {unread}
              <span class="hf-unseen"> new</span>
            </span>
          ) : null}
        </span>
        <span class="hf-row-bottom hf-quiet">
          <span class="hf-preview">{previewOf(connection)}</span>
          {last === undefined ? null : <span>{shortMoment(last.at, now)}</span>}
        </span>
      </a>
    </li>
  );
}

function previewOf({ state, compared, paused, messages }: Connection): string {
  if (state === 'broken') return 'Over';
  if (state === 'breaking') return 'Being broken …';
  if (!compared) return 'Compare the words';
  if (paused) return 'Paused by you';
  const last = messages.at(-1);
  if (last === undefined) return 'Nothing said yet';
  const said =
    last.type === 'text'
      ? claimedName(last.text.replace(/\s+/g, ' '))
      : last.type === 'location'
        ? 'A place'
        : 'Unreadable';
  return last.from === 'me' ? `You: ${said}` : said;
}
