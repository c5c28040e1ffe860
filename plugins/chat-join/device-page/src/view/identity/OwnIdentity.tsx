import { Code } from '@browser/ui/Code';
import { CopyButton } from '@browser/ui/CopyButton';

import { identityLine } from '../../wire/identityLine';
import { useHere } from '../context';
import { Fingerprint } from './Fingerprint';

/** What one hands over, so that others can vouch for one. */
export function OwnIdentity() {
  const { vault } = useHere();
  const { party, name } = vault.self;
  const line = identityLine(party, name);
  return (
    <section aria-labelledby="own-identity">
      <h2 id="own-identity">Your identity</h2>
      <p class="hf-quiet">
        Give it to those who are to let you in. It is no secret, but has to reach them unchanged: compare the
        twelve words when you meet or talk.
      </p>
      <code class="hf-line" data-testid="own-line">
        {line}
      </code>
      <div class="hf-actions">
        <CopyButton text={line}>Copy identity</CopyButton>
      </div>
      <details>
        <summary>Twelve words of it</summary>
        <Fingerprint party={party} />
      </details>
      <details>
        <summary>Show it as a code</summary>
        <Code name="Your identity" line={line} />
      </details>
    </section>
  );
}
