import { Button, Form } from '@patternfly/react-core';
import { useState } from 'react';

import { TextField } from '../controls/TextField';
import { ProblemAlert } from '../ui/ProblemAlert';
import { useSay, type Addressee } from './queries';

const LONGEST_TOPIC = 255;
const LONGEST_TEXT = 1_000;

interface MessageFormProps {
  to: Addressee;
  /** What was talked about last: most often that goes on. */
  lastTopic: string;
}

/** Says something to a device. What was typed stays until the hub has taken it. */
export function MessageForm({ to, lastTopic }: MessageFormProps) {
  const [topic, setTopic] = useState<string>();
  const [text, setText] = useState('');
  const send = useSay(to);
  const about = topic ?? lastTopic;
  const isReady = about.trim() !== '' && text !== '' && !send.isPending;
  return (
    <Form
      className="hf-message-form"
      aria-label="Say something to it"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        send.mutate(
          { topic: about.trim(), text },
          {
            onSuccess: () => {
              setTopic(about.trim());
              setText('');
            },
          },
        );
      }}
    >
      <TextField
        id="message-topic"
        label="Topic"
        isRequired
        value={about}
        onChange={setTopic}
        maxLength={LONGEST_TOPIC}
        help="What its application goes by, such as “greeting”."
      />
      <TextField
        id="message-text"
        label="Text"
        isRequired
        value={text}
        onChange={setText}
        maxLength={LONGEST_TEXT}
      />
      <ProblemAlert error={send.error} />
      <div>
        <Button type="submit" variant="primary" isDisabled={!isReady} isLoading={send.isPending}>
          Send
        </Button>
      </div>
    </Form>
  );
}
