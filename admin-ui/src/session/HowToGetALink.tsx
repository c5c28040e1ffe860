import { Content } from '@patternfly/react-core';

import { CopyText } from '../ui/CopyText';

/** How an administrator comes by a set-up link. */
export function HowToGetALink() {
  return (
    <Content>
      <p>
        The administrator’s password is chosen with a link that the hub printed when it started. It is good
        once, and for half an hour.
      </p>
      <p>For a new one, run this on the hub’s machine:</p>
      <CopyText text="./handfast admin reset" what="the command" />
    </Content>
  );
}
