import { useEffect, useRef } from 'preact/hooks';

import { draw, modulesOf } from '../../qr/draw';
import { withCheck } from '../../wire/lines';
import { CopyButton } from './CopyButton';

const SCALE = 8;

interface CodeProps {
  /** what it is called, aloud too */
  readonly name: string;
  readonly line: string;
}

/** A code to be scanned, and the ways around a camera: a line to copy, a picture to send. */
export function Code({ name, line }: CodeProps) {
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
          <CopyButton text={withCheck(line)}>Copy line</CopyButton>
          <button type="button" class="hf-button" onClick={save}>
            Save as PNG
          </button>
        </div>
        <details>
          <summary>Show the line</summary>
          <code class="hf-line" data-testid="line">
            {withCheck(line)}
          </code>
        </details>
      </figcaption>
    </figure>
  );
}
