/** Words for the states of connection that protocols name; a name that is not here stands for itself. */
const TEXTS: Record<string, string> = {
  Connected: 'Connected',
  ConnectedUnproven: 'Connected, key not proven',
};

export function connectionText(label: string): string {
  return TEXTS[label] ?? label;
}
