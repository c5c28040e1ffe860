import { useEffect, useState } from 'react';

import { loadEstimate, STRENGTHS, type Estimate } from './strength';

/** Says how well a password would hold. A hint: any password that is long enough is taken. */
export function StrengthHint({ password }: { password: string }) {
  const [estimate, setEstimate] = useState<Estimate>();

  useEffect(() => {
    let gone = false;
    loadEstimate().then(
      (loaded) => {
        if (!gone) setEstimate(() => loaded);
      },
      // Without it there is no hint, and a password is chosen all the same.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);

  const score = password === '' ? undefined : estimate?.(password);
  return (
    <div className="hf-strength">
      <div className="hf-strength-bar" data-score={score} aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
      <span aria-live="polite" className="hf-strength-text">
        {score === undefined ? 'A few unrelated words make a good one.' : STRENGTHS[score]}
      </span>
    </div>
  );
}
