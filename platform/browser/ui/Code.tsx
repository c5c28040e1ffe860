import { useEffect, useRef } from 'preact/hooks';

import { CopyButton } from './CopyButton';
import { draw, modulesOf } from './draw';

const SCALE = 8;

interface CodeProps {
  /** what it is called, aloud too */
  readonly name: string;
  readonly line: string;
  /** the line as it is copied, if that is longer */
  readonly copied?: string;
}

/** A code to be scanned, and the ways around a camera: a line to copy, a picture to send. */
export function Code({ name, line, copied = line }: CodeProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, modulesOf(line), SCALE);
  }, [line]);

  const save = () => {
    canvas.current?.toBlob((picture) => {
      if (picture === null) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(picture);
      link.download = `handfast-${name.toLowerCase().replaceAll(' ', '-')}.png`;
      link.click();
      setTimeout(() => {
        URL.revokeObjectURL(link.href);
      }, 10_000);
    });
  };

  return (
    <figure class="hf-code">
      <div role="img" aria-label={name} class="hf-code-picture">
        <canvas ref={canvas} />
      </div>
      <figcaption>
        <div class="hf-actions">
          <CopyButton text={copied}>Copy line</CopyButton>
          <button type="button" class="hf-button" onClick={save}>
            Save as PNG
          </button>
        </div>
        <details>
          <summary>Show the line</summary>
          <code class="hf-line" data-testid="line">
            {copied}
          </code>
        </details>
      </figcaption>
    </figure>
  );
}
