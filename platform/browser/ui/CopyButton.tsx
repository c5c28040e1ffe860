import { useState } from 'preact/hooks';

/** Puts text on the clipboard. Where the browser has none to give (plain HTTP), by way of a selection. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const [done, setDone] = useState<boolean>();
  const copy = async () => {
    setDone(await copied(text));
  };
  return (
    <>
      <button type="button" class="hf-button" onClick={() => void copy()}>
        {children}
      </button>
      <span role="status" class="hf-quiet">
        {done === undefined ? '' : done ? 'Copied.' : 'This browser does not copy. Select the line below.'}
      </span>
    </>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    if ('clipboard' in navigator) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    return selectedAndCopied(text);
  } catch {
    return selectedAndCopied(text);
  }
}

function selectedAndCopied(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'hf-unseen';
  document.body.append(area);
  area.select();
  try {
    // The one way on plain HTTP.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}
