import { b64u } from '@browser/wire/encodings';

import { isIdentity, type Party, partyOf } from './identity';

const LONGEST = 1_000;
const LONGEST_NAME = 64;

/**
 * - `foreign`: not such a line
 * - `cut`: a part is missing, or was changed on the way
 * - `other-key`: its key is not that of its identity
 */
export type LineFault = 'foreign' | 'cut' | 'other-key';

export class BadLine extends Error {
  override name = 'BadLine';

  constructor(readonly fault: LineFault) {
    super(fault);
  }
}

/** What one hands over to be trusted. */
export function identityLine({ id, key }: Party, name: string): string {
  return `chat:${id}:${b64u(key)}:${encodeURIComponent(name)}`;
}

/** @throws BadLine */
export function readIdentityLine(text: string): { readonly party: Party; readonly name: string } {
  const line = text.trim();
  if (!line.startsWith('chat:') || line.length > LONGEST) throw new BadLine('foreign');
  const [, id, key, name, ...more] = line.split(':');
  if (!isIdentity(id) || key?.length !== 43 || name === undefined || more.length > 0)
    throw new BadLine('cut');
  return { party: checkedParty(id, key), name: checkedName(name) };
}

function checkedParty(id: string, key: string): Party {
  try {
    return partyOf(id, key);
  } catch {
    throw new BadLine('other-key');
  }
}

function checkedName(encoded: string): string {
  try {
    return decodeURIComponent(encoded).slice(0, LONGEST_NAME);
  } catch {
    throw new BadLine('cut');
  }
}
