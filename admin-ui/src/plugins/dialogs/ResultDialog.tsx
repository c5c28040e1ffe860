import { Button, Content, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';

import { Link } from 'react-router';

import type { CommandResult, Protocol } from '../../api/types';
import { offersRoute } from '../../offers/routes';
import { CopyText } from '../../ui/CopyText';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ShownLine } from '../../ui/ShownLine';
import { NumberedWords } from '../../ui/Words';
import { codeOf } from '../code';
import { CodeToShare } from '../CodeToShare';
import { GoodFor } from '../GoodFor';
import { HowItGoes } from '../HowItGoes';

interface ResultDialogProps {
  title: string;
  protocol: Protocol;
  result: CommandResult | undefined;
  error: unknown;
  onClose: () => void;
}

/** Shows what a command gave. Once closed it is gone from this page. */
export function ResultDialog({ title, protocol, result, error, onClose }: ResultDialogProps) {
  const code = result === undefined ? undefined : codeOf(result.shown);
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="result-title">
      <ModalHeader
        title={title}
        labelId="result-title"
        description={
          <>
            {protocol.title} {result?.expiresAt === undefined ? null : <GoodFor until={result.expiresAt} />}
          </>
        }
      />
      <ModalBody>
        <div className="hf-stack">
          <ProblemAlert error={error} />
          {result?.shown.length === 0 ? <HowItGoes conversationId={result.conversationId} /> : null}
          {result !== undefined && code !== undefined ? (
            <CodeToShare
              code={code}
              conversationId={result.conversationId}
              expiresAt={result.expiresAt}
              onClose={onClose}
            />
          ) : (
            result?.shown.map((line, i) =>
              line.kind === 'PHRASE' ? (
                <Secret key={i} words={line.values} />
              ) : (
                <ShownLine key={i} line={line} />
              ),
            )
          )}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={onClose}>
          {result === undefined ? 'Close' : 'Done'}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function Secret({ words }: { words: readonly string[] }) {
  const isOneWord = words.length === 1;
  return (
    <>
      {isOneWord ? (
        <div className="hf-token">
          <CopyText text={words.join(' ')} what="the invite" />
        </div>
      ) : (
        <>
          <div className="hf-phrase">
            <NumberedWords words={words} label="Phrase" />
          </div>
          <CopyText text={words.join(' ')} what="the phrase" shown="As one line" />
        </>
      )}
      <Content>
        <p>
          {isOneWord
            ? 'Give it to whoever is to use it, by a way that you trust.'
            : 'Type it on the device that is to pair, or read it to whoever holds it; on paper or by voice, not by mail.'}{' '}
          <strong>Whoever enters it first is trusted without another question.</strong>
        </p>
        <p>
          It is good once and for a while, and a few wrong tries end it. It cannot be shown again: make
          another instead. Until it is used it can be taken back, under{' '}
          <Link to={offersRoute.to()}>Invites</Link>.
        </p>
      </Content>
    </>
  );
}
