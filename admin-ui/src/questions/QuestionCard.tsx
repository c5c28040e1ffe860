import { Button, Card, CardBody, CardFooter, Flex, FlexItem, Label } from '@patternfly/react-core';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';

import type { ComponentProps } from 'react';

import type { Question } from '../api/types';
import { claimedName } from '../ui/claims';
import { ClaimedName } from '../ui/ClaimedName';
import { Countdown } from './Countdown';

interface QuestionCardProps {
  question: Question;
  onOpen: () => void;
}

interface Look {
  label: string;
  color: ComponentProps<typeof Label>['color'];
  /** What the button does with whom. */
  verb: string;
  button: string;
}

const LOOKS: Record<Question['stage'], Look> = {
  ACCOUNT: { label: 'Wants an account', color: 'purple', verb: 'Answer', button: 'Answer…' },
  CONTACT: { label: 'Asks to pair', color: 'grey', verb: 'Answer', button: 'Answer…' },
  WORDS: { label: 'Words to compare', color: 'blue', verb: 'Compare words with', button: 'Compare words…' },
};

/** A device that waits: who it says it is, where it asks from, and for how long. */
export function QuestionCard({ question, onOpen }: QuestionCardProps) {
  const { stage, name, kind, protocolTitle, remote, replaces, askedAt, expiresAt } = question;
  const { label, color, verb, button } = LOOKS[stage];
  return (
    <Card component="li" className="hf-question" isFullHeight>
      <CardBody>
        <Flex
          justifyContent={{ default: 'justifyContentSpaceBetween' }}
          alignItems={{ default: 'alignItemsCenter' }}
          className="hf-question-top"
        >
          <FlexItem>
            <Label isCompact color={color}>
              {label}
            </Label>
          </FlexItem>
          <FlexItem>
            <Countdown from={askedAt} until={expiresAt} />
          </FlexItem>
        </Flex>
        <p className="hf-eyebrow">Claims to be</p>
        <h2 className="hf-question-name">
          <ClaimedName name={name} />
        </h2>
        <dl className="hf-facts">
          <div>
            <dt>Kind</dt>
            <dd>
              <ClaimedName name={kind} />
            </dd>
          </div>
          <div>
            <dt>From</dt>
            <dd>{remote === undefined ? 'an unknown place' : <code>{remote}</code>}</dd>
          </div>
          <div>
            <dt>By</dt>
            <dd>{protocolTitle}</dd>
          </div>
        </dl>
        {replaces === undefined ? null : (
          <p className="hf-warning">
            <ExclamationTriangleIcon className="hf-warning-icon" aria-hidden="true" />
            <span>
              A yes replaces the keys of <ClaimedName name={replaces.name} />.
            </span>
          </p>
        )}
      </CardBody>
      <CardFooter>
        <Button
          variant={stage === 'WORDS' ? 'primary' : 'secondary'}
          onClick={onOpen}
          aria-label={`${verb} ${claimedName(name)}`}
        >
          {button}
        </Button>
      </CardFooter>
    </Card>
  );
}
