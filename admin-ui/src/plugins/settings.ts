import type { Setting } from '../api/types';

type Edits = Readonly<Record<string, string>>;

/** What a field shows: what was typed, else what the hub has. */
export function shownValue({ name, value }: Setting, edits: Edits): string {
  return edits[name] ?? value;
}

/** True if saving would change something. */
export function isChanged(settings: readonly Setting[], edits: Edits): boolean {
  return settings.some((setting) => shownValue(setting, edits).trim() !== setting.value);
}

/**
 * What operators have to say from now on: all that is not the standard. What the hub was started with is not theirs to say.
 */
export function wantedValues(settings: readonly Setting[], edits: Edits): Record<string, string> {
  return Object.fromEntries(
    settings
      .filter(({ source }) => source !== 'START')
      .map((setting) => ({ ...setting, wanted: shownValue(setting, edits).trim() }))
      .filter(({ wanted, standard }) => wanted !== standard)
      .map(({ name, wanted }) => [name, wanted]),
  );
}
