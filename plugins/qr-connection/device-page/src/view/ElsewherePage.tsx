import { Page } from '@browser/ui/Page';

import type { Session } from '../device/session';

/** Two pages that write the same keys would lose some. */
export function ElsewherePage({ session }: { readonly session: Session }) {
  return (
    <Page title="Open elsewhere">
      <p>Another window or tab of this browser is the device now. One at a time, so that nothing is lost.</p>
      <div class="hf-actions">
        <button type="button" class="hf-button hf-primary" onClick={() => void session.open()}>
          Use it here
        </button>
      </div>
    </Page>
  );
}
