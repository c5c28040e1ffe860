import { Button, Card, CardBody, CardFooter, Flex, FlexItem, Label } from '@patternfly/react-core';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';

import type { Question } from '../api/types';
import { claimedName } from '../ui/claims';
import { ClaimedName } from '../ui/ClaimedName';
import { Countdown } from './Countdown';

interface QuestionCardProps {
  question: Question;
  onOpen: () => void;
}

/** A device that waits: who it says it is, where it asks from, and for how long. */
export function QuestionCard({ question, onOpen }: QuestionCardProps) {
  const { stage, name, kind, protocolTitle, remote, replaces, askedAt, expiresAt } = question;
  return (
    <Card component="li" className="hf-question" isFullHeight>
      <CardBody>
        <Flex
          justifyContent={{ default: 'justifyContentSpaceBetween' }}
          alignItems={{ default: 'alignItemsCenter' }}
          className="hf-question-top"
        >
          <FlexItem>
            {stage === 'CONTACT' ? (
              <Label isCompact>Asks to pair</Label>
            ) : (
              <Label isCompact color="blue">
                Words to compare
              </Label>
            )}
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
          variant={stage === 'CONTACT' ? 'secondary' : 'primary'}
          onClick={onOpen}
          aria-label={`${stage === 'CONTACT' ? 'Answer' : 'Compare words with'} ${claimedName(name)}`}
        >
          {stage === 'CONTACT' ? 'Answer…' : 'Compare words…'}
        </Button>
      </CardFooter>
    </Card>
  );
}
