import { Content } from '@patternfly/react-core';

import type { Question } from '../../api/types';
import { ShownLine } from '../../ui/ShownLine';
import { Identity } from './Identity';

/** Whether a device that registered itself may have an account here. */
export function AccountBody({ question }: { question: Question }) {
  return (
    <div className="hf-stack">
      <Identity question={question} />
      {question.shown.length === 0 ? null : (
        <section>
          <h2 className="hf-subtitle">The key that it registered with</h2>
          {question.shown.map((line, i) => (
            <ShownLine key={i} line={line} />
          ))}
        </section>
      )}
      <Content>
        <p>
          <strong>If you approve,</strong> the hub trusts this key: whoever holds it has an account here, and
          may connect with other accounts through this hub, until you block or revoke it. It sees nothing of
          what others have, and whom it connects with is for the two to agree.
        </p>
        <p className="hf-quiet">
          The name is the device’s own word; only the key is certain. Approve if somebody you know told you
          that they registered, and to be sure compare the words above with what their device shows.
        </p>
      </Content>
    </div>
  );
}
