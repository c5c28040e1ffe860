import { Confirm } from '@browser/ui/Confirm';
import { Page } from '@browser/ui/Page';

import { useHere } from './context';
import { BACK, goTo } from './routes';

/** What this page is, what it keeps, and how to be rid of it. */
export function HelpPage() {
  const { device, session } = useHere();
  return (
    <Page title="Help" back={BACK}>
      <section>
        <h2>What is in this browser</h2>
        <p>
          The keys of your account and of each connection, and what was said, lie in this browser’s storage
          for this address. They are not locked: whoever can use this browser can read and write as you. Clear
          the data of this page, and all is gone for good; nobody has a copy, and each connection has to be
          made anew.
        </p>
        <p>
          Private windows forget when they are closed. Some browsers also forget pages not visited for weeks.
        </p>
      </section>
      <section>
        <h2>What the hub knows</h2>
        <p>
          Your name as you gave it, which accounts are connected, and when and how much is sent. Not what:
          that is sealed by your browser for the other one alone. Packets wait at the hub for seven days at
          most, and are deleted when they have arrived.
        </p>
        <p>
          This page itself comes from the hub. A hub that is taken over could serve another page, so use one
          whose people you trust. The command line, <code>./handfast device qr</code>, does the same without
          this page.
        </p>
      </section>
      <section>
        <h2>What the words are for</h2>
        <p>
          Four words that are equal on both devices mean that nobody put keys of their own in between, the hub
          included. If they differ, do not go on.
        </p>
      </section>
      <section>
        <h2>The camera and your place</h2>
        <p>
          Browsers give the live camera, and where you are, to HTTPS pages alone. On plain HTTP take a photo
          of the code, save it as a picture, or copy its line.
        </p>
      </section>
      <section>
        <h2>This device</h2>
        <dl class="hf-facts">
          <div>
            <dt>You</dt>
            <dd>{device.account?.name ?? 'not joined yet'}</dd>
          </div>
          <div>
            <dt>Account</dt>
            <dd>
              <code>{device.account?.id ?? 'none'}</code>
            </dd>
          </div>
          <div>
            <dt>Hub</dt>
            <dd>
              {device.hub.name}
              <br />
              <code>{device.hub.id}</code>
            </dd>
          </div>
        </dl>
        <Confirm
          action="Forget everything"
          question="Forget everything in this browser?"
          yes="Forget everything"
          onYes={() => {
            session.forgetEverything();
            goTo({ page: 'home' });
          }}
        >
          <p>
            Your account’s key, {device.connections.length} connections and all messages are removed from this
            browser. Nothing brings them back. The other people are not told: break connections first if they
            should be.
          </p>
        </Confirm>
      </section>
    </Page>
  );
}
