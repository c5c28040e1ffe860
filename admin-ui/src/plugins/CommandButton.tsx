import { Button } from '@patternfly/react-core';

import type { Plugin } from '../api/types';
import { ResultDialog } from './dialogs/ResultDialog';
import { useCommand } from './queries';

type Protocol = Plugin['protocols'][number];

interface CommandButtonProps {
  protocol: Protocol;
  command: Protocol['commands'][number];
}

/** Tells a protocol to do something, and shows what it has to show. */
export function CommandButton({ protocol, command }: CommandButtonProps) {
  const give = useCommand(protocol.id, command.name);
  const close = () => {
    give.reset();
  };
  return (
    <>
      <Button
        variant="secondary"
        isLoading={give.isPending}
        isDisabled={give.isPending}
        onClick={() => {
          give.mutate();
        }}
      >
        {command.title}
      </Button>
      {give.isIdle || give.isPending ? null : (
        <ResultDialog
          title={command.title}
          protocolTitle={protocol.title}
          result={give.data}
          error={give.error}
          onClose={close}
        />
      )}
    </>
  );
}
