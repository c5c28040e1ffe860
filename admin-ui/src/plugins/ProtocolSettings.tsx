import { Skeleton } from '@patternfly/react-core';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import type { Protocol } from '../api/types';
import { Fetched } from '../ui/Fetched';
import { useSettings } from './queries';
import { SETTINGS } from './routes';
import { SettingsForm } from './SettingsForm';

/** The settings of a protocol, once somebody looks at them; open at once if the address asks for them. */
export function ProtocolSettings({ protocol }: { protocol: Protocol }) {
  const [params] = useSearchParams();
  const isWanted = params.get(SETTINGS) === protocol.id;
  const [open, setOpen] = useState(isWanted);
  const settings = useSettings(protocol.id, open);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isWanted) details.current?.scrollIntoView({ block: 'center' });
  }, [isWanted]);
  return (
    <details
      ref={details}
      className="hf-conversation hf-settings"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Settings of {protocol.title}</summary>
      {open ? (
        <div className="hf-conversation-body">
          <Fetched
            query={settings}
            loading={<Skeleton height="12rem" screenreaderText="Loading the settings" />}
            empty={(items) => (items.length > 0 ? undefined : <p className="hf-quiet">It has none.</p>)}
          >
            {(items) => <SettingsForm protocol={protocol} settings={items} />}
          </Fetched>
        </div>
      ) : null}
    </details>
  );
}
