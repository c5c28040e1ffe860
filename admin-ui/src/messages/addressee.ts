import type { Device, Plugin } from '../api/types';
import { canBeTold } from '../plugins/commands';
import type { Addressee } from './queries';

/** The first address of a trusted device whose protocol, as it runs now, takes a command about it. */
export function addresseeFor(
  command: string,
  { trust, addresses }: Device,
  plugins: readonly Plugin[],
): Addressee | undefined {
  if (trust !== 'TRUSTED') return undefined;
  return addresses.find(({ protocol }) => canBeTold(protocol, command, plugins));
}
