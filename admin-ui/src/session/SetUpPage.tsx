import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { PasswordField } from '../controls/PasswordField';
import { UsernameForPasswordManagers } from '../controls/UsernameForPasswordManagers';
import { ProblemAlert } from '../ui/ProblemAlert';
import { FrontPage } from './FrontPage';
import { passwordFaults } from './passwordRules';
import { useSession, useSetUp } from './queries';
import { HowToGetALink } from './HowToGetALink';
import { setUpToken } from './setUpToken';
import { StrengthHint } from './StrengthHint';

/** Where a set-up link leads: choose the administrator's password, and be signed in. */
export function SetUpPage() {
  const token = setUpToken(useLocation().hash);
  const session = useSession();
  const hubName = session.data?.hubName;
  if (token === undefined) {
    return (
      <FrontPage name="Set up" title="This page needs its link" hubName={hubName}>
        <HowToGetALink />
      </FrontPage>
    );
  }
  return (
    <FrontPage
      name="Set up"
      title={session.data?.setUp === true ? 'Choose a new password' : 'Welcome. Choose a password'}
      lead="Whoever has it decides which devices are trusted. Nobody can look it up later, not even on the hub’s machine."
      hubName={hubName}
    >
      <ChoosePassword token={token} />
    </FrontPage>
  );
}

function ChoosePassword({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const setUp = useSetUp();
  const navigate = useNavigate();
  const faults = passwordFaults(password, again);
  const faultless = faults.password === undefined && faults.again === undefined;
  return (
    <Form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!faultless || setUp.isPending) return;
        // Going on takes the token out of the address too.
        setUp.mutate({ token, password }, { onSuccess: () => void navigate('/', { replace: true }) });
      }}
    >
      <ProblemAlert error={setUp.error} />
      <UsernameForPasswordManagers />
      <PasswordField
        id="new-password"
        label="Password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        error={tried ? faults.password : undefined}
        help={<StrengthHint password={password} />}
        isFirst
      />
      <PasswordField
        id="new-password-again"
        label="The same again"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        error={tried ? faults.again : undefined}
      />
      <ActionGroup>
        <Button
          type="submit"
          variant="primary"
          isBlock
          isLoading={setUp.isPending}
          isDisabled={setUp.isPending}
        >
          Set the password and sign in
        </Button>
      </ActionGroup>
    </Form>
  );
}
