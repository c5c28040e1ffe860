import { Button, Content, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';

import type { CommandResult, Shown } from '../../api/types';
import { CopyText } from '../../ui/CopyText';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { NumberedWords, Symbols } from '../../ui/Words';
import { GoodFor } from '../GoodFor';

interface ResultDialogProps {
  title: string;
  protocolTitle: string;
  result: CommandResult | undefined;
  error: unknown;
  onClose: () => void;
}

/** Shows what a command gave. Once closed it is gone from this page. */
export function ResultDialog({ title, protocolTitle, result, error, onClose }: ResultDialogProps) {
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="result-title">
      <ModalHeader
        title={title}
        labelId="result-title"
        description={
          <>
            {protocolTitle} {result?.expiresAt === undefined ? null : <GoodFor until={result.expiresAt} />}
          </>
        }
      />
      <ModalBody>
        <div className="hf-stack">
          <ProblemAlert error={error} />
          {result?.shown.length === 0 ? <p>Done. There is nothing to show.</p> : null}
          {result?.shown.map((line, i) => (
            <ShownLine key={i} line={line} />
          ))}
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

function ShownLine({ line }: { line: Shown }) {
  switch (line.kind) {
    case 'PHRASE':
      return (
        <>
          <div className="hf-phrase">
            <NumberedWords words={line.values} label="Phrase" />
          </div>
          <CopyText text={line.values.join(' ')} what="the phrase" shown="As one line" />
          <Content>
            <p>
              Type it on the device that is to pair, or read it to whoever holds it; on paper or by voice, not
              by mail. <strong>Whoever enters it first is trusted without another question.</strong>
            </p>
            <p>
              It is good for one pairing and a short while, and a few wrong tries end it. It cannot be shown
              again: make another instead.
            </p>
          </Content>
        </>
      );
    case 'CHECK_SYMBOLS':
      return <Symbols values={line.values} label="Check symbols" />;
    case 'CHECK_WORDS':
      return <NumberedWords words={line.values} label="Check words" />;
    case 'PEER_FINGERPRINT':
      return <NumberedWords words={line.values} label="Fingerprint of the other end’s key" />;
    case 'OWN_FINGERPRINT':
      return <NumberedWords words={line.values} label="Fingerprint of this end’s key" />;
    case 'FINGERPRINT':
      return (
        <NumberedWords words={line.values.slice(1)} label={`Fingerprint of the key of ${line.values[0]}`} />
      );
    case 'TEXT':
      return <p>{line.values.join(' ')}</p>;
  }
}
