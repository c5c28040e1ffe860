import { useEffect, useState } from 'react';

import { CopyText } from '../ui/CopyText';

/** A file's SHA-256, to be compared with what its publisher says. Browsers compute it over TLS or on the own machine only. */
export function FileDigest({ file }: { file: File }) {
  const [digest, setDigest] = useState<string>();
  useEffect(() => {
    let gone = false;
    sha256(file).then(
      (computed) => {
        if (!gone) setDigest(computed);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [file]);
  if (digest === undefined) return null;
  return (
    <div>
      <p className="hf-eyebrow">Its SHA-256, to compare with what its publisher says</p>
      <CopyText text={digest} what="the SHA-256" />
    </div>
  );
}

async function sha256(file: File): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
