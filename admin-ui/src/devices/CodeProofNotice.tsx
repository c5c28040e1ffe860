import { Notice } from '../ui/Notice';
import type { CodeProof } from './codeProof';

/** Whether the code proved who a device is, and what its session keys are worth. */
export function CodeProofNotice({ proof: { isProven, isPublic } }: { proof: CodeProof }) {
  if (isProven) {
    return (
      <Notice variant="success" title="It has proven the code" className="hf-above">
        So has this hub to it, and their session keys are known to these two alone.
      </Notice>
    );
  }
  return (
    <Notice variant="warning" title="It has not proven the code" className="hf-above">
      {isPublic
        ? 'It was paired by a code of the original kind, which the hash table shows to whoever looks. '
        : 'A person approved it without. '}
      Its session keys bind neither it nor this hub: they are the same for all who had the code, and so could
      read and write messages between the two.
    </Notice>
  );
}
