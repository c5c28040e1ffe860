import { Link } from 'react-router';

import { useConversation } from '../conversations/queries';
import { conversationRoute } from '../conversations/routes';
import { Notice } from '../ui/Notice';
import { plainName } from '../ui/plainName';
import { sentence } from '../ui/sentence';

/** How a command goes that has shown nothing yet. One that left no conversation behind is done. */
export function HowItGoes({ conversationId }: { conversationId: string }) {
  const query = useConversation(conversationId);
  const conversation = query.data?.conversation;
  if (conversation === undefined) {
    return query.isPending ? (
      <p role="status">Looking how it goes…</p>
    ) : (
      <p>Done. There is nothing to show.</p>
    );
  }
  const { outcome, reason, label } = conversation;
  if (outcome === undefined) {
    return (
      <p role="status">
        It goes on: {plainName(label)}. You may close this, and{' '}
        <Link to={conversationRoute.to(conversationId)}>watch the conversation</Link>.
      </p>
    );
  }
  const title = outcome === 'CLOSED' ? 'Done' : 'It came to nothing';
  return (
    <div role="status">
      <Notice variant={outcome === 'CLOSED' ? 'success' : 'danger'} title={title}>
        {reason === '' ? null : sentence(reason)}
      </Notice>
    </div>
  );
}
