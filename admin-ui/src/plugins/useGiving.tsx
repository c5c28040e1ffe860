import { useState, type ReactNode } from 'react';

import type { CommandOf } from './commands';
import { CommandDialog } from './dialogs/CommandDialog';
import { ResultDialog } from './dialogs/ResultDialog';
import { useCommand } from './queries';

export interface Giving {
  /** Gives a command, after asking for what it takes. */
  give: (which: CommandOf) => void;
  isBusy: boolean;
  /** What is asked, and what came of it; belongs somewhere on the page. */
  dialogs: ReactNode;
}

/** Gives commands to protocols: asks what for, does it, and shows what there is to show. */
export function useGiving(): Giving {
  const [asking, setAsking] = useState<CommandOf>();
  const given = useCommand();
  const { variables } = given;
  const isOver = given.isSuccess || (given.isError && asking === undefined);

  let dialogs: ReactNode = null;
  if (isOver && variables !== undefined) {
    dialogs = (
      <ResultDialog
        title={variables.command.title}
        protocol={variables.protocol}
        result={given.data}
        error={given.error}
        onClose={given.reset}
      />
    );
  } else if (asking !== undefined) {
    dialogs = (
      <CommandDialog
        key={`${asking.protocol.id} ${asking.command.name}`}
        which={asking}
        isBusy={given.isPending}
        error={given.error}
        onConfirm={(args) => {
          given.mutate(
            { ...asking, arguments: args },
            {
              onSuccess: () => {
                setAsking(undefined);
              },
            },
          );
        }}
        onClose={() => {
          setAsking(undefined);
          given.reset();
        }}
      />
    );
  }
  return {
    give: (which) => {
      if (which.command.parameters.length > 0) setAsking(which);
      else given.mutate({ ...which, arguments: {} });
    },
    isBusy: given.isPending,
    dialogs,
  };
}
