import { Bullseye, Spinner } from '@patternfly/react-core';
import type { ReactNode } from 'react';

import { ProblemState } from '../ui/ProblemState';
import { FrontPage } from './FrontPage';
import { HowToGetALink } from './HowToGetALink';
import { useSession } from './queries';
import { SignInPage } from './SignInPage';

/** Lets through whoever is signed in. The address stays, so that signing in leads back to it. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  if (session.data === undefined) {
    return (
      <Bullseye className="hf-full">
        {session.isError ? (
          <ProblemState error={session.error} retry={() => void session.refetch()} />
        ) : (
          <Spinner aria-label="Asking the hub" />
        )}
      </Bullseye>
    );
  }
  if (session.data.signedIn) return children;
  if (session.data.setUp) return <SignInPage session={session.data} />;
  return (
    <FrontPage name="Set up" title="This hub is new" hubName={session.data.hubName}>
      <HowToGetALink />
    </FrontPage>
  );
}
