import { fromUtf8, same, utf8 } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { list, members, type Members, parseJson, text } from '@browser/wire/json';
import { commitment } from '@browser/wire/words';

import { identity, partiesOf, positive, roster } from './frames';
import { type Party, PROTOCOL } from './identity';

/** What is in the boxes from one to one. Whatever is not exactly as it should be is refused by an error. */

const N_SIZE = 16;
const NONCE_SIZE = 32;
export const KEY_SIZE = 32;

/** Of a member that vouches: what binds it to its nonce before it sees the other's. */
export function commitOf({ id, key }: Party, nonce: Uint8Array): Uint8Array {
  return commitment(PROTOCOL, { id: utf8(id), key, nonce });
}

export function greeting(id: string, n: Uint8Array, commit: Uint8Array): Uint8Array {
  return written({ type: 'identity', identity: id, n: b64u(n), commit: b64u(commit) });
}

export interface Greeting {
  readonly n: Uint8Array;
  readonly commit?: Uint8Array;
}

export function readGreeting(content: Uint8Array, from: string): Greeting {
  const said = read(content, 'identity');
  if (identity(said, 'identity') !== from) throw new RangeError('it says that it is somebody else');
  const commit = said.commit === undefined ? {} : { commit: sized(said, 'commit', KEY_SIZE) };
  return { n: sized(said, 'n', N_SIZE), ...commit };
}

export function challenge(nonce: Uint8Array, n: Uint8Array): Uint8Array {
  return written({ type: 'challenge', nonce: b64u(nonce), n: b64u(n) });
}

/** @returns the newcomer's nonce */
export function readChallenge(content: Uint8Array, n: Uint8Array): Uint8Array {
  const said = read(content, 'challenge');
  if (!same(sized(said, 'n', N_SIZE), n)) throw new RangeError('it answers another greeting');
  return sized(said, 'nonce', NONCE_SIZE);
}

/** What a newcomer is given of a room. */
export interface Given {
  readonly sessionKey: Uint8Array;
  readonly epoch: number;
  /** oldest first, the newcomer included */
  readonly members: readonly string[];
  /** those whose keys are known */
  readonly parties: readonly Party[];
}

export function response(nonce: Uint8Array, given: Given, sasNonce: Uint8Array): Uint8Array {
  const keys = new Map(given.parties.map(({ id, key }) => [id, b64u(key)]));
  return written({
    type: 'response',
    nonce: b64u(nonce),
    session_key: b64u(given.sessionKey),
    epoch: given.epoch,
    members: given.members,
    keys: given.members.map((id) => keys.get(id) ?? null),
    sas_nonce: b64u(sasNonce),
  });
}

export function readResponse(
  content: Uint8Array,
  nonce: Uint8Array,
  ...present: readonly string[]
): Given & { readonly sasNonce?: Uint8Array } {
  const said = read(content, 'response');
  if (!same(sized(said, 'nonce', NONCE_SIZE), nonce)) throw new RangeError('it answers another challenge');
  const ids = roster(said, 'members');
  if (!present.every((id) => ids.includes(id))) throw new RangeError('somebody is missing in the roster');
  const keys = list(said, 'keys');
  if (keys.length !== ids.length) throw new SyntaxError('there is not a key for each member');
  const sasNonce = said.sas_nonce === undefined ? {} : { sasNonce: sized(said, 'sas_nonce', NONCE_SIZE) };
  return {
    sessionKey: sized(said, 'session_key', KEY_SIZE),
    epoch: positive(said, 'epoch'),
    members: ids,
    parties: partiesOf(ids, keys),
    ...sasNonce,
  };
}

export function newKey(sessionKey: Uint8Array, epoch: number, ids: readonly string[]): Uint8Array {
  return written({ type: 'session_key', session_key: b64u(sessionKey), epoch, members: ids });
}

export function readNewKey(
  content: Uint8Array,
  epoch: number,
): { readonly sessionKey: Uint8Array; readonly members: readonly string[] } {
  const said = read(content, 'session_key');
  if (positive(said, 'epoch') !== epoch) throw new RangeError('it is of another epoch');
  return { sessionKey: sized(said, 'session_key', KEY_SIZE), members: roster(said, 'members') };
}

function written(content: Members): Uint8Array {
  return utf8(JSON.stringify(content));
}

function read(content: Uint8Array, type: string): Members {
  const said = members(parseJson(fromUtf8(content)));
  if (text(said, 'type') !== type) throw new SyntaxError(`it is no ${type}`);
  return said;
}

function sized(said: Members, name: string, size: number): Uint8Array {
  const value = fromB64u(text(said, name));
  if (value.length !== size) throw new RangeError(`${name} has another size`);
  return value;
}
