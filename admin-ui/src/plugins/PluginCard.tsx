import { Button, Card, CardBody, CardHeader, CardTitle, Label } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import StopCircleIcon from '@patternfly/react-icons/dist/esm/icons/stop-circle-icon';
import { useState, type ComponentProps, type ComponentType } from 'react';

import { Notice } from '../ui/Notice';
import type { Plugin } from '../api/types';
import { CopyText } from '../ui/CopyText';
import { ProblemAlert } from '../ui/ProblemAlert';
import { sentence } from '../ui/sentence';
import { CommandButton } from './CommandButton';
import { commandsOf } from './commands';
import { StopDialog } from './dialogs/StopDialog';
import { ProtocolSettings } from './ProtocolSettings';
import { useSetRunning } from './queries';

interface Look {
  name: string;
  color: ComponentProps<typeof Label>['color'];
  icon: ComponentType;
}

const LOOKS: Record<Plugin['state'], Look> = {
  RUNNING: { name: 'Running', color: 'green', icon: CheckCircleIcon },
  STOPPED: { name: 'Stopped', color: 'grey', icon: StopCircleIcon },
  FAILED: { name: 'Failed', color: 'red', icon: ExclamationCircleIcon },
};

/** One plugin: how it does, what it speaks, what it can be told. */
export function PluginCard({ plugin }: { plugin: Plugin }) {
  const { name, title, version, sha256, state, detail, protocols } = plugin;
  const { color, icon: Icon, name: stateName } = LOOKS[state];
  const [stopping, setStopping] = useState(false);
  const setRunning = useSetRunning(name);
  const running = state === 'RUNNING';
  const startVerb = state === 'FAILED' ? 'Start again' : 'Start';
  const commands = commandsOf(plugin);

  return (
    <Card component="li">
      <CardHeader
        actions={{
          hasNoOffset: true,
          actions: running ? (
            <Button
              variant="secondary"
              aria-label={`Stop ${title}`}
              onClick={() => {
                setStopping(true);
              }}
            >
              Stop…
            </Button>
          ) : (
            <Button
              variant="secondary"
              aria-label={`${startVerb} ${title}`}
              isLoading={setRunning.isPending}
              isDisabled={setRunning.isPending}
              onClick={() => {
                setRunning.mutate(true);
              }}
            >
              {startVerb}
            </Button>
          ),
        }}
      >
        <CardTitle component="h2">
          {title}{' '}
          <Label isCompact color={color} icon={<Icon />}>
            {stateName}
          </Label>
        </CardTitle>
      </CardHeader>
      <CardBody>
        <ProblemAlert error={stopping ? null : setRunning.error} />
        {state === 'FAILED' ? (
          <Notice variant="danger" title={sentence(detail)} className="hf-above" />
        ) : detail === '' ? null : (
          <p className="hf-above">{sentence(detail)}</p>
        )}
        <dl className="hf-facts">
          <div>
            <dt>Version</dt>
            <dd>{version}</dd>
          </div>
          <div>
            <dt>Bundle</dt>
            <dd>
              <code>{name}</code>
            </dd>
          </div>
          <div>
            <dt>Speaks</dt>
            <dd>
              {protocols.length === 0
                ? 'nothing while it does not run'
                : protocols.map((p) => p.title).join(', ')}
            </dd>
          </div>
          <div>
            <dt>SHA-256</dt>
            <dd>
              <CopyText text={sha256} shown={`${sha256.slice(0, 16)}…`} what="the bundle’s SHA-256" />
            </dd>
          </div>
        </dl>
        {commands.length === 0 ? null : (
          <div className="hf-commands">
            {commands.map((which) => (
              <CommandButton key={`${which.protocol.id} ${which.command.name}`} which={which} />
            ))}
          </div>
        )}
        {running
          ? protocols.map((protocol) => <ProtocolSettings key={protocol.id} protocol={protocol} />)
          : null}
      </CardBody>
      {stopping ? (
        <StopDialog
          title={title}
          isBusy={setRunning.isPending}
          error={setRunning.error}
          onConfirm={() => {
            setRunning.mutate(false, {
              onSuccess: () => {
                setStopping(false);
              },
            });
          }}
          onClose={() => {
            setStopping(false);
            setRunning.reset();
          }}
        />
      ) : null}
    </Card>
  );
}
