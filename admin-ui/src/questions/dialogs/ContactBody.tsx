import { Content } from '@patternfly/react-core';

import type { Question } from '../../api/types';
import { Identity } from './Identity';
import { ReplacesWarning } from './ReplacesWarning';

/** First stage: whether to talk to the device at all. */
export function ContactBody({ question }: { question: Question }) {
  return (
    <div className="hf-stack">
      <Identity question={question} />
      {question.replaces === undefined ? null : <ReplacesWarning replaces={question.replaces} />}
      <Content>
        <p>
          <strong>If you accept,</strong> the hub and this device exchange keys. Nothing else: it is not
          trusted yet and gets nothing from the hub. You then compare what both screens show, and only when
          you say that it matches is the device trusted.
        </p>
        <p className="hf-quiet">
          The name is the device’s own word. Accept if you started this on it yourself just now, or can ask
          whoever did.
        </p>
      </Content>
    </div>
  );
}
