import { Button, Tooltip } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import { useEffect, useState } from 'react';

interface CopyTextProps {
  text: string;
  /** What it is, for the button's name: "Copy the address". */
  what: string;
  /** Shown instead of the text, if it is too long to be. */
  shown?: string;
}

const SAID_MS = 2_000;

/** A piece of text as it is, and a button that copies it. */
export function CopyText({ text, what, shown }: CopyTextProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, SAID_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  return (
    <span className="hf-copy">
      <code className="hf-copy-text">{shown ?? text}</code>
      <Tooltip content={copied ? 'Copied' : `Copy ${what}`}>
        <Button
          variant="plain"
          size="sm"
          aria-label={`Copy ${what}`}
          icon={copied ? <CheckIcon /> : <CopyIcon />}
          onClick={() => {
            void copy(text).then(setCopied);
          }}
        />
      </Tooltip>
      <span className="pf-v6-screen-reader" aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </span>
  );
}

/** Browsers lend their clipboard to pages with TLS or on the own machine only; elsewhere the old way still works. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'hf-offscreen';
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without a secure context
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
