import type { CommandResult } from '../api/types';

/** A code of words that lets another end find this hub and prove itself. */
export interface Code {
  words: readonly string[];
  /** Where this hub is reached, as multiaddrs. */
  addresses: readonly string[];
  warnings: readonly string[];
}

/** The code among what a command showed, if it made one. */
export function codeOf(shown: CommandResult['shown']): Code | undefined {
  const values = (code: string) => shown.filter((line) => line.code === code).flatMap((line) => line.values);
  const words = shown.find((line) => line.code === 'code' && line.kind === 'PHRASE')?.values;
  if (words === undefined) return undefined;
  return {
    words,
    addresses: values('addresses'),
    warnings: values('warning'),
  };
}
