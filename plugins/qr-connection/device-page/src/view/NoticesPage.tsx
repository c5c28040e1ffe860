import { useEffect } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Page } from '@browser/ui/Page';
import { longMoment, shortMoment } from '@browser/ui/time';

import type { Notice } from '../device/records';
import { useHere, useNow } from './context';
import { BACK } from './routes';

const TITLES: Readonly<Record<Notice['kind'], string>> = {
  maintenance: 'Planned maintenance',
  outage: 'Planned outage',
  load: 'Heavy load',
  forged: 'A message was not from the hub',
  stray: 'A connection that this browser does not know',
};

/** One message of the hub, with its signature verified, or a warning about one whose signature was not the hub's. */
export function NoticeAlert({ notice, now }: { readonly notice: Notice; readonly now: number }) {
  const kind = notice.kind === 'forged' ? 'danger' : notice.kind === 'maintenance' ? 'info' : 'warning';
  return (
    <Alert kind={kind} title={TITLES[notice.kind]}>
      <p class="hf-said">{textOf(notice)}</p>
      <p class="hf-quiet">{shortMoment(notice.at, now)}</p>
    </Alert>
  );
}

function textOf(notice: Notice): string {
  switch (notice.kind) {
    case 'forged':
      return 'Something that claims to be said by the hub did not have its signature, or was old. It was not believed, and nothing was done. If this goes on, tell who runs the hub.';
    case 'stray':
      return 'The hub confirmed a connection of your account that was not made on this page. If you know nothing of it, tell who runs the hub.';
    default: {
      const { text, startsAt, endsAt } = notice;
      const from = startsAt === undefined ? '' : ` From ${longMoment(startsAt)}.`;
      const until = endsAt === undefined ? '' : ` Until ${longMoment(endsAt)}.`;
      return `${text}${from}${until}`;
    }
  }
}

/** Everything that the hub said. */
export function NoticesPage() {
  const { device } = useHere();
  const now = useNow();
  useEffect(() => {
    device.readNotices();
  });
  return (
    <Page
      title="Messages of the hub"
      back={BACK}
      lead="Signed by the hub, and verified with the key that this page knows."
    >
      {device.notices.length === 0 ? (
        <div class="hf-empty">
          <h2>Nothing</h2>
          <p>When maintenance is due, or the hub has too much to do, it says so here.</p>
        </div>
      ) : (
        device.notices.map((notice) => <NoticeAlert key={notice.jti} notice={notice} now={now} />)
      )}
    </Page>
  );
}
