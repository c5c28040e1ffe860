import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Alert } from './Alert';
import { Logo } from './Logo';
import { Page } from './Page';

/** Before it is known which hub this is. */
export function OpeningPage({ isUnreachable }: { readonly isUnreachable: boolean }) {
  return (
    <Page title="Handfast">
      <Logo size={48} />
      {isUnreachable ? (
        <Alert kind="warning" isUrgent title="The hub does not answer">
          <p>This page tries again by itself.</p>
        </Alert>
      ) : (
        <p role="status">Asking the hub who it is …</p>
      )}
    </Page>
  );
}

/** The browser keeps nothing, and a device without keys is none. */
export function ForgetfulPage() {
  return (
    <Page title="This browser keeps nothing">
      <Alert kind="danger" title="Storage is off for this page">
        <p>
          A device has keys, and they have to be kept. Allow this page to store data (in most browsers: allow
          cookies for it), then reload it.
        </p>
      </Alert>
    </Page>
  );
}

interface KnownHub {
  readonly id: string;
  readonly name: string;
}

interface HubChangedProps {
  readonly before: KnownHub;
  readonly now: KnownHub;
  readonly onAccept: () => void;
  /** what becomes of what belongs to the hub before */
  readonly children: ComponentChildren;
}

/** The loudest warning there is: who answers is not who answered before. */
export function HubChangedPage({ before, now, onAccept, children }: HubChangedProps) {
  const [isSure, setSure] = useState(false);
  return (
    <Page title="This is not the hub you know">
      <Alert kind="danger" isUrgent title="The hub at this address has another key than before">
        <p>
          Either it was set up anew, or somebody pretends to be it. Nothing has been sent. Ask who runs the
          hub, by another way than this page, before you go on.
        </p>
        <dl class="hf-facts">
          <div>
            <dt>Before</dt>
            <dd>
              {before.name}
              <br />
              <code>{before.id}</code>
            </dd>
          </div>
          <div>
            <dt>Now</dt>
            <dd>
              {now.name}
              <br />
              <code>{now.id}</code>
            </dd>
          </div>
        </dl>
      </Alert>
      <label class="hf-check">
        <input
          type="checkbox"
          checked={isSure}
          onChange={(event) => {
            setSure(event.currentTarget.checked);
          }}
        />
        I asked, and this key is right
      </label>
      <div class="hf-actions">
        <button type="button" class="hf-button hf-danger" disabled={!isSure} onClick={onAccept}>
          Begin anew with this hub
        </button>
      </div>
      <p class="hf-quiet">{children}</p>
    </Page>
  );
}
