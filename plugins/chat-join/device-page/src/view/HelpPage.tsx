import { Confirm } from '@browser/ui/Confirm';
import { Page } from '@browser/ui/Page';

import { useHere } from './context';
import { BACK, goTo } from './routes';

/** What this page is, what it keeps, and how to be rid of it. */
export function HelpPage() {
  const { hub, vault, session } = useHere();
  return (
    <Page title="Help" back={BACK}>
      <section>
        <h2>How one gets in</h2>
        <p>
          The first to come opens a room. Whoever comes next is let in by a member that knows them: the hub
          asks the members, the oldest first. Your page answers by itself: yes for those under People, no for
          all others, with a notice to you. It takes a key only from somebody whom you trust.
        </p>
      </section>
      <section>
        <h2>What the marks mean</h2>
        <p>
          <strong>Trusted</strong>: among your people. <strong>Proven</strong>: showed you in this room that
          they hold the key of their identity. <strong>Unknown</strong>: let in by another member; the name is
          their own word.
        </p>
        <p>
          All members share one key, which changes when somebody leaves. A message is proven to come from a
          member; that it is this very member rests on the hub and the others.
        </p>
      </section>
      <section>
        <h2>What the words are for</h2>
        <p>
          Twelve words belong to one key for good. Four words belong to one meeting at the door: if both of
          you see the same, nobody sat between you.
        </p>
      </section>
      <section>
        <h2>What is in this browser</h2>
        <p>
          Your key, whom you trust, and which rooms you were in. They are not locked: whoever can use this
          browser can be you. Messages are kept nowhere; they are gone when the page is closed or reloaded.
        </p>
      </section>
      <section>
        <h2>What the hub knows</h2>
        <p>
          Who is in which room, who let in whom, and when and how much is said. Not what: that is sealed by
          your browser for the members. This page itself comes from the hub, so use one whose people you
          trust. The command line, <code>./handfast device chat</code>, does the same without this page.
        </p>
      </section>
      <section>
        <h2>This device</h2>
        <dl class="hf-facts">
          <div>
            <dt>Identity</dt>
            <dd>
              <code>{vault.self.party.id}</code>
            </dd>
          </div>
          <div>
            <dt>Hub</dt>
            <dd>
              {hub.name}
              <br />
              <code>{hub.id}</code>
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
            Your key and {vault.trusted.length} people are removed. You get a new identity, which nobody
            knows: tell the others to remove the one before.
          </p>
        </Confirm>
      </section>
    </Page>
  );
}
