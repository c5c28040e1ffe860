import { plainName } from '../ui/plainName';

/** Words for the states of connection that protocols name; any other is written plainly. */
const TEXTS: Record<string, string> = {
  Connected: 'Connected',
  ConnectedUnproven: 'Connected, key not proven',
};

export function connectionText(label: string): string {
  return TEXTS[label] ?? plainName(label);
}
