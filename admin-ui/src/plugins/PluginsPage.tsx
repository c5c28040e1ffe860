import { Button, EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core';
import PluggedIcon from '@patternfly/react-icons/dist/esm/icons/plugged-icon';
import { useState } from 'react';

import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { say } from '../ui/toastStore';
import { InstallDialog } from './dialogs/InstallDialog';
import { PluginCard } from './PluginCard';
import { usePlugins } from './queries';

/** The protocols the hub speaks, as the bundles they come in. */
export function PluginsPage() {
  const plugins = usePlugins();
  const [installing, setInstalling] = useState(false);
  return (
    <Page
      name="Plugins"
      title="Plugins"
      lead="Each brings protocols that this hub speaks. They start, stop and are replaced while the hub runs."
      actions={
        <Button
          variant="secondary"
          onClick={() => {
            setInstalling(true);
          }}
        >
          Install…
        </Button>
      }
    >
      <Fetched
        query={plugins}
        loading={
          <div className="hf-stack">
            <Skeleton height="11rem" screenreaderText="Loading plugins" />
            <Skeleton height="11rem" />
          </div>
        }
        empty={(items) =>
          items.length > 0 ? undefined : (
            <EmptyState headingLevel="h2" icon={PluggedIcon} titleText="No plugin is installed">
              <EmptyStateBody>
                Without one the hub speaks no protocol and no device can reach it.
              </EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {(items) => (
          <ul className="hf-stack" aria-label="Plugins">
            {items.map((plugin) => (
              <PluginCard key={plugin.name} plugin={plugin} />
            ))}
          </ul>
        )}
      </Fetched>
      {installing ? (
        <InstallDialog
          onClose={() => {
            setInstalling(false);
          }}
          onDone={(plugin) => {
            setInstalling(false);
            say({
              variant: 'success',
              title: `${plugin.title} ${plugin.version} is installed`,
              detail: 'Pairings of an earlier version stay.',
            });
          }}
        />
      ) : null}
    </Page>
  );
}
