import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useEffect, useReducer, useRef } from 'react';
import { useNavigate } from 'react-router';

import { hubNow } from '../../api/hubClock';
import { Problem } from '../../api/problem';
import type { Question } from '../../api/types';
import { useConversation } from '../../conversations/queries';
import { deviceRoute } from '../../devices/routes';
import { claimedName } from '../../ui/claims';
import { useNow } from '../../ui/now';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { say } from '../../ui/toastStore';
import { comparisonOf } from '../comparison';
import { Countdown } from '../Countdown';
import { begin, isUnderWay, step, type Flow } from '../flow';
import { useAnswer, type Answer } from '../queries';
import { AccountBody } from './AccountBody';
import { ContactBody } from './ContactBody';
import { Ending } from './Ending';
import { Progress } from './Progress';
import { useArmed } from './useArmed';
import { WordsBody } from './WordsBody';

/** So long after a question appeared its yes is deaf: whoever clicked twice did not mean this one. */
const ARMING_MS = 800;
/** News tell when the conversation moves; this is for when they do not come. */
const LOOK_MS = 2_000;

interface FlowDialogProps {
  first: Question;
  items: readonly Question[];
  onClose: () => void;
}

/** Goes with a device from its first question to its end. */
export function FlowDialog({ first, items, onClose }: FlowDialogProps) {
  const [flow, tell] = useReducer(step, first, begin);
  const answer = useAnswer();
  const { question } = flow;

  useEffect(() => {
    tell({ type: 'questions', items, now: hubNow() });
  }, [items, flow.at]);

  const conversation = useConversation(question.conversationId, {
    enabled: isUnderWay(flow) || flow.at === 'gone',
    refetchInterval: isUnderWay(flow) ? LOOK_MS : false,
  });
  useEffect(() => {
    if (conversation.data !== undefined) {
      tell({ type: 'conversation', conversation: conversation.data.conversation });
    }
  }, [conversation.data, flow.at]);
  useEffect(() => {
    if (conversation.error instanceof Problem && conversation.error.isNotFound)
      tell({ type: 'conversation-lost' });
  }, [conversation.error, flow.at]);

  const give = (given: Answer) => {
    tell({ type: 'answer', answer: given });
    answer.mutate(
      { id: question.id, answer: given },
      {
        onSuccess: () => {
          if (isLast(question.stage, given)) {
            // Nothing more is to be said about it.
            const came = given === 'YES' ? 'has an account now' : 'was refused';
            say({ variant: 'success', title: `${claimedName(question.name)} ${came}` });
            onClose();
          } else {
            tell({ type: 'answered' });
          }
        },
        onError: () => {
          tell({ type: 'not-answered' });
        },
      },
    );
  };

  // Whatever takes the place of something else is where the reader goes on.
  const body = useRef<HTMLDivElement>(null);
  const place = `${flow.at === 'answering' ? 'asking' : flow.at} ${question.id}`;
  useEffect(() => {
    body.current?.focus();
  }, [place]);

  return (
    <Modal
      isOpen
      variant="medium"
      onClose={onClose}
      aria-labelledby="answer-title"
      elementToFocus=".hf-dialog-body"
    >
      <ModalHeader
        title={titleOf(flow)}
        labelId="answer-title"
        description={
          flow.at === 'asking' || flow.at === 'answering' ? (
            <Countdown from={question.askedAt} until={question.expiresAt} />
          ) : undefined
        }
      />
      <ModalBody>
        <div ref={body} tabIndex={-1} className="hf-dialog-body">
          <Body flow={flow} goneBecause={conversation.data?.conversation.reason} />
        </div>
        {flow.at === 'asking' ? <ProblemAlert error={answer.error} /> : null}
      </ModalBody>
      <Footer flow={flow} onAnswer={give} onClose={onClose} />
    </Modal>
  );
}

function titleOf(flow: Flow): string {
  const name = claimedName(flow.question.name);
  switch (flow.at) {
    case 'asking':
    case 'answering':
      if (flow.question.stage === 'ACCOUNT') return 'May this device have an account here?';
      if (flow.question.stage === 'CONTACT') return 'A device asks to pair';
      return comparisonOf(flow.question.shown).by === 'words'
        ? 'Do both screens show the same words?'
        : 'Do both screens show the same fingerprints?';
    case 'exchanging':
      return 'Exchanging keys';
    case 'proving':
      return 'Making sure';
    case 'trusted':
      return `${name} is trusted`;
    case 'refused':
      return 'Refused';
    case 'gone':
      return flow.why === 'expired' ? 'Time ran out' : 'This question is no longer open';
    case 'ended':
      return 'It did not come to a pairing';
  }
}

function Body({ flow, goneBecause }: { flow: Flow; goneBecause: string | undefined }) {
  switch (flow.at) {
    case 'asking':
    case 'answering':
      return <Asked question={flow.question} />;
    case 'exchanging':
    case 'proving':
      return <Progress flow={flow} />;
    default:
      return <Ending flow={flow} goneBecause={goneBecause} />;
  }
}

function Asked({ question }: { question: Question }) {
  switch (question.stage) {
    case 'ACCOUNT':
      return <AccountBody question={question} />;
    case 'CONTACT':
      return <ContactBody question={question} />;
    case 'WORDS':
      return <WordsBody question={question} />;
  }
}

/** True of an answer that nothing follows: the device need not even be there. */
function isLast(stage: Question['stage'], given: Answer): boolean {
  return stage === 'ACCOUNT' || (stage === 'CONTACT' && given === 'NO');
}

const YES: Record<Question['stage'], string> = {
  ACCOUNT: 'Approve the account',
  CONTACT: 'Accept, then compare',
  WORDS: 'They match — trust this device',
};

interface FooterProps {
  flow: Flow;
  onAnswer: (answer: Answer) => void;
  onClose: () => void;
}

function Footer({ flow, onAnswer, onClose }: FooterProps) {
  const { question } = flow;
  const navigate = useNavigate();
  const armed = useArmed(question.id, ARMING_MS);
  const over = useNow() >= Date.parse(question.expiresAt);

  if (flow.at === 'asking' || flow.at === 'answering') {
    const isWords = question.stage === 'WORDS';
    const busy = flow.at === 'answering';
    const given = busy ? flow.answer : undefined;
    const provable = !isWords || comparisonOf(question.shown).by !== 'nothing';
    return (
      <ModalFooter>
        {provable ? (
          <Button
            variant="primary"
            isDisabled={busy || over || !armed}
            isLoading={given === 'YES'}
            onClick={() => {
              onAnswer('YES');
            }}
          >
            {YES[question.stage]}
          </Button>
        ) : null}
        <Button
          variant="secondary"
          isDanger
          isDisabled={busy || over}
          isLoading={given === 'NO'}
          onClick={() => {
            onAnswer('NO');
          }}
        >
          {isWords && provable ? 'They differ' : 'Refuse'}
        </Button>
        <Button variant="link" onClick={onClose}>
          Decide later
        </Button>
      </ModalFooter>
    );
  }
  const deviceId = flow.at === 'trusted' ? flow.deviceId : undefined;
  return (
    <ModalFooter>
      {deviceId === undefined ? null : (
        <Button variant="primary" onClick={() => void navigate(deviceRoute.to(deviceId))}>
          Show the device
        </Button>
      )}
      <Button variant={deviceId === undefined ? 'primary' : 'link'} onClick={onClose}>
        {isUnderWay(flow) ? 'Leave it running' : 'Close'}
      </Button>
    </ModalFooter>
  );
}
