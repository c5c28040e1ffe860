import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useState } from 'react';

import type { Question } from '../../api/types';
import { FlowDialog } from './FlowDialog';

interface AnswerDialogProps {
  /** The question of this conversation, while one waits. */
  waiting: Question | undefined;
  /** All that wait, once they are known. */
  items: readonly Question[] | undefined;
  onClose: () => void;
}

/** Answers a device: both stages in one dialog, to the end. */
export function AnswerDialog({ waiting, items, onClose }: AnswerDialogProps) {
  const [first, setFirst] = useState(waiting);
  if (first === undefined && waiting !== undefined) setFirst(waiting);
  if (items === undefined) return null;
  if (first !== undefined) return <FlowDialog first={first} items={items} onClose={onClose} />;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="not-open-title">
      <ModalHeader title="This question is no longer open" labelId="not-open-title" />
      <ModalBody>It was answered, it expired, or the device gave up.</ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}
