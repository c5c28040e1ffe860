import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useState } from 'react';

import { Notice } from '../ui/Notice';
import { PasswordField } from '../controls/PasswordField';
import { UsernameForPasswordManagers } from '../controls/UsernameForPasswordManagers';
import { ProblemAlert } from '../ui/ProblemAlert';
import { FrontPage } from './FrontPage';
import { useSignIn, type SessionView } from './queries';

/** Stands in place of the page that was asked for, so that signing in leads right back to it. */
export function SignInPage({ session }: { session: SessionView }) {
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  return (
    <FrontPage name="Sign in" title="Sign in" hubName={session.hubName}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (password === '' || signIn.isPending) return;
          signIn.mutate(password, {
            onError: () => {
              setPassword('');
            },
          });
        }}
      >
        {session.ended === 'by-the-hub' && !signIn.isError ? (
          <Notice variant="info" title="Your session ended">
            Sign in to go on where you were.
          </Notice>
        ) : null}
        <ProblemAlert error={signIn.error} />
        <UsernameForPasswordManagers />
        <PasswordField
          id="password"
          label="Administrator’s password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isFirst
        />
        <ActionGroup>
          <Button
            type="submit"
            variant="primary"
            isBlock
            isLoading={signIn.isPending}
            isDisabled={signIn.isPending}
          >
            Sign in
          </Button>
        </ActionGroup>
        <p className="hf-quiet">
          Forgotten? Run <code>./handfast admin reset</code> on the hub’s machine for a link to choose a new
          one.
        </p>
      </Form>
    </FrontPage>
  );
}
