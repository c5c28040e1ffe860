import { Button, Label } from '@patternfly/react-core';
import ArrowLeftIcon from '@patternfly/react-icons/dist/esm/icons/arrow-left-icon';
import ArrowRightIcon from '@patternfly/react-icons/dist/esm/icons/arrow-right-icon';
import { useState } from 'react';

import type { Message } from '../api/types';
import { inBytes } from '../ui/bytes';
import { ClaimedName } from '../ui/ClaimedName';
import { CopyText } from '../ui/CopyText';
import { Moment } from '../ui/Moment';
import { shownText } from './shownText';

const BEGINNING = 1_000;
const FEW_BYTES = 24;

/** One message: which way it went, what about, and what it says. */
export function MessageItem({ message: { sent, topic, at, size, text, data } }: { message: Message }) {
  return (
    <li className="hf-message" data-sent={sent}>
      <div className="hf-message-head">
        <Label isCompact color={sent ? 'blue' : 'green'} icon={sent ? <ArrowRightIcon /> : <ArrowLeftIcon />}>
          {sent ? 'To it' : 'From it'}
        </Label>
        <strong>
          <ClaimedName name={topic} />
        </strong>
        <span className="hf-quiet">
          <Moment at={at} />, {inBytes(size)}
        </span>
      </div>
      {text === undefined ? (
        <div>
          <span className="hf-quiet">Not text. </span>
          <CopyText
            text={data}
            shown={data.length > FEW_BYTES ? `${data.slice(0, FEW_BYTES)}…` : data}
            what="the bytes, in base64url"
          />
        </div>
      ) : (
        <Text text={text} />
      )}
    </li>
  );
}

function Text({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const isLong = text.length > BEGINNING;
  return (
    <>
      <pre className="hf-message-text" dir="auto">
        {shownText(isLong && !whole ? `${text.slice(0, BEGINNING)}…` : text)}
      </pre>
      {isLong ? (
        <Button
          variant="link"
          isInline
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole);
          }}
        >
          {whole ? 'Show its beginning only' : 'Show all of it'}
        </Button>
      ) : null}
    </>
  );
}
