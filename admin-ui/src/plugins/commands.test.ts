import { expect, test } from 'vitest';

import { command, plugin } from '../testing/samples';
import { commandsNamed, commandsOf, INVITING } from './commands';

test('offers people what is for people, of plugins that run', () => {
  const one = plugin({
    protocols: [
      {
        id: 'p',
        title: 'P',
        commands: [command('phrase'), command('pair', { forPeople: false }), command('announce')],
      },
    ],
  });
  expect(commandsOf(one).map((c) => c.command.name)).toEqual(['phrase', 'announce']);
  expect(commandsOf({ ...one, state: 'STOPPED' })).toEqual([]);
  expect(commandsNamed(INVITING, [one, plugin({ state: 'FAILED' })])).toHaveLength(1);
});
