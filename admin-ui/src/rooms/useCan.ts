import type { Room } from '../api/types';
import { commandOf } from '../plugins/commands';
import { usePlugins } from '../plugins/queries';

/** True if the protocol of a room can be told something. */
export function useCan({ protocol }: Room, command: string): boolean {
  return commandOf(protocol, command, usePlugins().data ?? []) !== undefined;
}
