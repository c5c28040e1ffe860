import { useEffect, useRef, useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';

import { hasCamera, watch } from '../../qr/camera';
import { readPicture } from '../../qr/read';
import { sentenceOf } from '../sentences';

interface ScannerProps {
  /** Takes what a code says. @throws whatever is wrong with it */
  readonly onScanned: (said: string) => void;
  /** Takes a line that was pasted. @throws whatever is wrong with it */
  readonly onPasted: (line: string) => void;
}

const NO_CODE =
  'There is no code in this picture that can be read. Go closer, hold still, and have all four corners in it.';

/** Reads a code: by the live camera where the browser gives it, from a photo or a picture, or from a pasted line. */
export function Scanner({ onScanned, onPasted }: ScannerProps) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [isWatching, setWatching] = useState(false);
  const [line, setLine] = useState('');

  const attempt = (act: () => void) => {
    try {
      setProblem(undefined);
      act();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };

  const readFile = async (file: Blob | undefined) => {
    if (file === undefined) return;
    setBusy(true);
    setProblem(undefined);
    const said = await readPicture(file);
    setBusy(false);
    if (said === undefined) setProblem(NO_CODE);
    else
      attempt(() => {
        onScanned(said);
      });
  };

  const onFile = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    void readFile(input.files?.[0]);
    // So that the same picture can be chosen again.
    input.value = '';
  };

  return (
    <div class="hf-stack">
      {hasCamera() ? (
        <div>
          {isWatching ? (
            <Camera
              onFound={(said) => {
                attempt(() => {
                  onScanned(said);
                });
              }}
              onFailed={() => {
                setWatching(false);
                setProblem('This browser does not give the camera. Allow it, or take a photo instead.');
              }}
            />
          ) : null}
          <button
            type="button"
            class={isWatching ? 'hf-button' : 'hf-button hf-primary'}
            onClick={() => {
              setWatching(!isWatching);
            }}
          >
            {isWatching ? 'Stop the camera' : 'Use the camera'}
          </button>
        </div>
      ) : (
        <p class="hf-quiet">
          Browsers give the live camera to HTTPS pages alone, and this one came by plain HTTP. A photo does as
          well.
        </p>
      )}
      <div class="hf-actions">
        <label class="hf-button">
          Take a photo
          <input class="hf-unseen" type="file" accept="image/*" capture="environment" onChange={onFile} />
        </label>
        <label class="hf-button">
          Choose a picture
          <input class="hf-unseen" type="file" accept="image/*" onChange={onFile} />
        </label>
      </div>
      <p role="status" class="hf-status">
        {isBusy ? 'Looking for a code in the picture …' : ''}
      </p>
      <form
        class="hf-field"
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => {
            onPasted(line);
          });
        }}
      >
        <label for="hf-line">Or paste the line</label>
        <textarea
          id="hf-line"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          placeholder="HANDFAST:1:…"
          value={line}
          onInput={(event) => {
            setLine(event.currentTarget.value);
          }}
          onPaste={(event) => {
            const picture = [...(event.clipboardData?.files ?? [])].find((file) =>
              file.type.startsWith('image/'),
            );
            if (picture === undefined) return;
            event.preventDefault();
            void readFile(picture);
          }}
        />
        <div>
          <button type="submit" class="hf-button" disabled={line.trim() === ''}>
            Use this line
          </button>
        </div>
      </form>
      {problem === undefined ? null : (
        <Alert kind="danger" isUrgent>
          <p>{problem}</p>
        </Alert>
      )}
    </div>
  );
}

function Camera({
  onFound,
  onFailed,
}: {
  readonly onFound: (said: string) => void;
  readonly onFailed: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const toldRef = useRef({ onFound, onFailed });
  useEffect(() => {
    toldRef.current = { onFound, onFailed };
  });
  useEffect(() => {
    const { current } = video;
    if (current === null) return;
    let last = '';
    const watching = watch(current, (said) => {
      // A code that does not fit is said once, not with every frame.
      if (said === last) return;
      last = said;
      toldRef.current.onFound(said);
    });
    watching.catch(() => {
      toldRef.current.onFailed();
    });
    return () => {
      void watching.then(
        (stop) => {
          stop();
        },
        () => undefined,
      );
    };
  }, []);
  return <video ref={video} class="hf-camera" muted playsInline aria-label="Camera" />;
}
