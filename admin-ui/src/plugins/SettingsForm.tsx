import { ActionGroup, Button, Form } from '@patternfly/react-core';
import { useState } from 'react';

import type { Protocol, Setting } from '../api/types';
import { ProblemAlert } from '../ui/ProblemAlert';
import { say } from '../ui/toastStore';
import { useChangeSettings } from './queries';
import { SettingField } from './SettingField';
import { isChanged, shownValue, wantedValues } from './settings';

interface SettingsFormProps {
  protocol: Protocol;
  settings: readonly Setting[];
}

/** Changes the settings of a protocol. What was typed stays until it is saved or taken back. */
export function SettingsForm({ protocol, settings }: SettingsFormProps) {
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({});
  const change = useChangeSettings(protocol.id);
  const changed = isChanged(settings, edits);
  return (
    <Form
      aria-label={`Settings of ${protocol.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!changed || change.isPending) return;
        change.mutate(wantedValues(settings, edits), {
          onSuccess: () => {
            setEdits({});
            say({
              variant: 'success',
              title: `The settings of ${protocol.title} are changed`,
              detail: 'They count from now on.',
            });
          },
        });
      }}
    >
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          id={`setting-${protocol.id}-${setting.name}`}
          setting={setting}
          value={shownValue(setting, edits)}
          onChange={(value) => {
            setEdits({ ...edits, [setting.name]: value });
          }}
        />
      ))}
      <ProblemAlert error={change.error} />
      <ActionGroup>
        <Button
          type="submit"
          variant="primary"
          isDisabled={!changed || change.isPending}
          isLoading={change.isPending}
        >
          Save settings
        </Button>
        {changed ? (
          <Button
            variant="link"
            onClick={() => {
              setEdits({});
              change.reset();
            }}
          >
            Take back
          </Button>
        ) : null}
      </ActionGroup>
    </Form>
  );
}
