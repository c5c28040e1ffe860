import { Button } from '@patternfly/react-core';

import type { CommandOf } from './commands';
import { useGiving } from './useGiving';

/** Tells a protocol to do something, and shows what it has to show. */
export function CommandButton({ which }: { which: CommandOf }) {
  const { give, isBusy, dialogs } = useGiving();
  const { title, parameters } = which.command;
  return (
    <>
      <Button
        variant="secondary"
        isLoading={isBusy}
        isDisabled={isBusy}
        onClick={() => {
          give(which);
        }}
      >
        {parameters.length === 0 ? title : `${title}…`}
      </Button>
      {dialogs}
    </>
  );
}
