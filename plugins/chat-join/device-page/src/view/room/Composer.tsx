import { useState } from 'preact/hooks';

import { Alert } from '@browser/ui/Alert';
import { Confirm } from '@browser/ui/Confirm';
import { MessageForm } from '@browser/ui/MessageForm';

import type { Conversation } from '../../device/conversation';
import type { Seat } from '../../room/seat';

/** Its frame is 16 KiB at most, in base64, and a character has three bytes at most (or two characters have four). */
const LONGEST_TEXT = 3_500;

/** Where one says something, or leaves. */
export function Composer({
  conversation,
  seat,
}: {
  readonly conversation: Conversation;
  readonly seat: Seat;
}) {
  const [text, setText] = useState('');
  const [isFull, setFull] = useState(false);
  const send = () => {
    if (text.trim() === '') return;
    const isTaken = conversation.say(text.trim());
    setFull(!isTaken);
    if (isTaken) setText('');
  };
  return (
    <MessageForm
      text={text}
      longest={LONGEST_TEXT}
      onText={setText}
      onSend={send}
      actions={
        <Confirm
          action="Leave the room"
          question="Leave the room?"
          yes="Leave"
          no="Stay"
          onYes={() => {
            conversation.leave();
          }}
        >
          <p>
            {seat.roster.members.length === 1
              ? 'You are the only one here: the room is gone with you.'
              : 'The others get a new key, and you need one of them to come back.'}
          </p>
        </Confirm>
      }
    >
      {isFull ? (
        <Alert kind="danger" isUrgent>
          <p>Too much waits for a new key already. What you wrote is still here; send it later.</p>
        </Alert>
      ) : null}
    </MessageForm>
  );
}
