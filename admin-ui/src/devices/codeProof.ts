import type { DeviceDetail } from '../api/types';

type Facts = DeviceDetail['facts'];

/** How a device that was paired by a code stands to it. */
export interface CodeProof {
  protocol: string;
  /** True if both ends proved to have the code, and the session keys are of these two alone. */
  isProven: boolean;
  /** True if the code was of the kind that the hash table shows to everybody. */
  isPublic: boolean;
}

/** What protocols remember of the code that a device was paired by; nothing if it was paired otherwise. */
export function codeProofOf(facts: Facts): CodeProof | undefined {
  const protocol = facts.find(({ name }) => name === 'derivation')?.protocol;
  if (protocol === undefined) return undefined;
  const value = (wanted: string) =>
    facts.find((fact) => fact.protocol === protocol && fact.name === wanted)?.value;
  return {
    protocol,
    isProven: value('proven') === 'yes' && value('derivation') !== 'original',
    isPublic: value('derivation') === 'original',
  };
}
