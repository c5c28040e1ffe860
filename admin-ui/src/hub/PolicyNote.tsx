import { Notice } from '../ui/Notice';
import { useHub } from './queries';

/** Says so where the hub does not ask; nothing where it does. */
export function PolicyNote() {
  switch (useHub().data?.approvalDefault) {
    case 'accept':
      return (
        <Notice variant="warning" title="This hub trusts every device that asks" className="hf-above">
          It was started with <code>approval.default=accept</code>, so nobody is asked here.
        </Notice>
      );
    case 'deny':
      return (
        <Notice variant="info" title="This hub refuses every device that is new" className="hf-above">
          It was started with <code>approval.default=deny</code>, so nobody is asked here.
        </Notice>
      );
    default:
      return null;
  }
}
