import { Notice } from '../ui/Notice';
import type { AuditVerification } from '../api/types';
import { CopyText } from '../ui/CopyText';

/** How the chain stands. */
export function VerificationResult({ verification }: { verification: AuditVerification }) {
  const { intact, sealed, unsealed, brokenAt, head } = verification;
  const waiting =
    unsealed === 0
      ? ''
      : ` ${rows(unsealed)} that came just now ${unsealed === 1 ? 'is' : 'are'} not in it yet.`;
  if (!intact) {
    return (
      <Notice
        variant="danger"
        title={brokenAt === undefined ? 'The chain is broken' : `The chain is broken at row ${brokenAt}`}
      >
        {brokenAt === undefined ? 'A row' : `Row ${brokenAt}`} does not follow from those before it: it, or
        one before it, was changed or taken out after it was written. Keep the data folder as it is, and find
        out who can write to it.
      </Notice>
    );
  }
  return (
    <Notice variant="success" title={`The chain is intact: ${rows(sealed)}`}>
      <p>Each follows from the one before.{waiting}</p>
      {head === undefined ? null : (
        <div>
          Its newest hash, to be kept elsewhere so that a chain made anew is noticed:{' '}
          <CopyText text={head} what="the hash" />
        </div>
      )}
    </Notice>
  );
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`;
}
