import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { MessageForm } from '@browser/ui/MessageForm';

import type { Connection } from '../../device/records';
import { useHere } from '../context';
import { sentenceOf } from '../sentences';

/** Four bytes a character at most, with room for the rest of the packet. */
const LONGEST_TEXT = 1_900;

/** Where one says something, or where one is. */
export function Composer({ connection }: { readonly connection: Connection }) {
  const { device, session } = useHere();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isLocating, setLocating] = useState(false);

  const attempt = (act: () => void) => {
    try {
      setProblem(undefined);
      act();
      session.wake();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };

  const send = () => {
    if (text.trim() === '') return;
    attempt(() => {
      device.say(connection.id, text.trim());
      setText('');
    });
  };

  const tellPlace = () => {
    setLocating(true);
    setProblem(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lon, accuracy } }) => {
        setLocating(false);
        attempt(() => {
          const wait = device.tellPlace(connection.id, { type: 'location', lat, lon, accuracy });
          if (wait > 0)
            setProblem(`A place goes out four times a minute at most. Try again in ${wait} seconds.`);
        });
      },
      () => {
        setLocating(false);
        setProblem('This browser does not tell where you are. Allow it for this page, and try again.');
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
    );
  };

  return (
    <MessageForm
      text={text}
      longest={LONGEST_TEXT}
      onText={setText}
      onSend={send}
      actions={
        isSecureContext && 'geolocation' in navigator ? (
          <button type="button" class="hf-button" disabled={isLocating} onClick={tellPlace}>
            {isLocating ? 'Finding where you are …' : 'Send where I am'}
          </button>
        ) : null
      }
    >
      {problem === undefined ? null : (
        <Alert kind="danger" isUrgent>
          <p>{problem}</p>
        </Alert>
      )}
    </MessageForm>
  );
}
