import { Button } from '@patternfly/react-core';

import { Problem } from '../api/problem';
import { problemText } from '../api/problemText';
import { claimedName } from '../ui/claims';
import { say } from '../ui/toastStore';
import { usePing, type Addressee } from './queries';

/** Asks a device whether it is there, and says what came of it. */
export function PingButton({ to, name }: { to: Addressee; name: string }) {
  const ping = usePing(to);
  return (
    <Button
      variant="secondary"
      isLoading={ping.isPending}
      isDisabled={ping.isPending}
      onClick={() => {
        ping.mutate(undefined, {
          onSuccess: ({ shown }) => {
            const told = shown.flatMap(({ values }) => values).join(' ');
            say({ variant: 'success', title: told === '' ? `${claimedName(name)} is being asked` : told });
          },
          onError: (error) => {
            say({ variant: 'danger', ...problemText(Problem.from(error)) });
          },
        });
      }}
    >
      Ping
    </Button>
  );
}
