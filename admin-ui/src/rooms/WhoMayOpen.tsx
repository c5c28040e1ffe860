import { Link } from 'react-router';

import { commandsNamed } from '../plugins/commands';
import { usePlugins } from '../plugins/queries';
import { pluginsRoute } from '../plugins/routes';
import { CLOSE } from './queries';

/** Leads to the settings of the protocols that have rooms; nothing at all where none runs. */
export function WhoMayOpen() {
  return commandsNamed([CLOSE], usePlugins().data ?? []).map(({ protocol: { id, title } }) => (
    <span key={id}>
      {' '}
      Who may open one is among the <Link to={pluginsRoute.settingsOf(id)}>settings of {title}</Link>.
    </span>
  ));
}
