import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';

import { ProblemAlert } from '../ui/ProblemAlert';

interface DialogProps {
  title: string;
  /** The verb on the button that does it. */
  verb: string;
  isDanger?: boolean;
  isReady?: boolean;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks before one thing is done. Escape and Cancel leave everything as it is. */
export function Dialog({
  title,
  verb,
  isDanger = false,
  isReady = true,
  isBusy,
  error,
  onConfirm,
  onClose,
  children,
}: DialogProps) {
  const id = useId();
  return (
    <Modal
      isOpen
      variant="small"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
    >
      <ModalHeader
        title={title}
        labelId={`${id}-title`}
        titleIconVariant={isDanger ? 'warning' : undefined}
      />
      <ModalBody id={`${id}-body`}>
        <Form
          id={`${id}-form`}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && !isBusy) onConfirm();
          }}
        >
          {children}
          <ProblemAlert error={error} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={`${id}-form`}
          variant={isDanger ? 'danger' : 'primary'}
          isDisabled={!isReady || isBusy}
          isLoading={isBusy}
        >
          {verb}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
