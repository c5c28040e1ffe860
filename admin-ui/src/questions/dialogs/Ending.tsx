import { Content } from '@patternfly/react-core';
import { Link } from 'react-router';

import { conversationRoute } from '../../conversations/routes';
import { ClaimedName } from '../../ui/ClaimedName';
import { sentence } from '../../ui/sentence';
import type { Flow } from '../flow';

/** How it came out, and what that means. */
export function Ending({ flow, goneBecause }: { flow: Flow; goneBecause: string | undefined }) {
  const name = <ClaimedName name={flow.question.name} />;
  const record = <Link to={conversationRoute.to(flow.question.conversationId)}>flight record</Link>;
  switch (flow.at) {
    case 'trusted':
      return (
        <Content>
          <p>
            {name} proved its key and may use this hub from now on. It comes back without being asked again,
            until you revoke it.
          </p>
        </Content>
      );
    case 'refused':
      return (
        <Content>
          <p>{name} is not trusted, and the keys it exchanged with the hub are gone.</p>
          <p>
            If what the screens showed really differed, somebody may be in between. Find out who before you
            try again on this network.
          </p>
        </Content>
      );
    case 'gone':
      return (
        <Content>
          {flow.why === 'expired' ? (
            <p>Nobody answered {name} in time. It can ask again.</p>
          ) : (
            <p>It was answered elsewhere, or {name} gave up. Nothing was decided here.</p>
          )}
          {goneBecause === undefined || goneBecause === '' ? null : (
            <p>The hub says: {sentence(goneBecause)}</p>
          )}
          <p>More is in its {record}.</p>
        </Content>
      );
    case 'ended':
      return (
        <Content>
          <p>
            The conversation with {name} ended before it was trusted. {sentence(flow.reason)}
          </p>
          <p>More is in its {record}.</p>
        </Content>
      );
    default:
      return null;
  }
}
