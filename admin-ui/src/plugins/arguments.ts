import type { Parameter } from '../api/types';

type Values = Readonly<Record<string, string>>;

/** What a form begins with: the first choice where there has to be one. */
export function firstValues(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ name, choices, required }) => [name, required ? (choices[0] ?? '') : '']),
  );
}

/** True if everything is there that has to be. */
export function isComplete(parameters: readonly Parameter[], values: Values): boolean {
  return parameters.every(({ name, required }) => !required || (values[name] ?? '').trim() !== '');
}

/** What is given to the hub: no more than was filled in. */
export function argumentsOf(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}
