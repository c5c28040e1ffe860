import type { Command, Plugin, Protocol } from '../api/types';

/** A command, and the protocol that takes it. */
export interface CommandOf {
  protocol: Protocol;
  command: Command;
}

/** By these a person makes what lets a new device in. */
export const INVITING = ['invite', 'phrase'];

/** By this a person tells everybody something. */
export const ANNOUNCING = ['announce'];

/** What people can tell the protocols of a plugin now. */
export function commandsOf({ state, protocols }: Plugin): CommandOf[] {
  if (state !== 'RUNNING') return [];
  return protocols.flatMap((protocol) =>
    protocol.commands.filter(({ forPeople }) => forPeople).map((command) => ({ protocol, command })),
  );
}

/** One of a protocol, if it has it and runs. */
export function commandOf(protocol: string, name: string, plugins: readonly Plugin[]): CommandOf | undefined {
  return commandsNamed([name], plugins).find((which) => which.protocol.id === protocol);
}

/** True if a protocol that runs can be told this, be it by a page alone. */
export function canBeTold(protocol: string, name: string, plugins: readonly Plugin[]): boolean {
  return plugins
    .filter(({ state }) => state === 'RUNNING')
    .flatMap(({ protocols }) => protocols)
    .some(({ id, commands }) => id === protocol && commands.some((command) => command.name === name));
}

/** Those of some names, of all plugins. */
export function commandsNamed(names: readonly string[], plugins: readonly Plugin[]): CommandOf[] {
  return plugins.flatMap(commandsOf).filter(({ command }) => names.includes(command.name));
}
