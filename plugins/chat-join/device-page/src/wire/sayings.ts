import { fromUtf8, utf8 } from '@browser/wire/bytes';
import { b64u } from '@browser/wire/encodings';
import { count, members, parseJson, text } from '@browser/wire/json';

import { identity } from './frames';
import { type Party, partyOf } from './identity';

/** What is in a broadcast. */
export type Saying =
  | { readonly type: 'chat'; readonly text: string; /** claimed, Unix seconds */ readonly at: number }
  | { readonly type: 'hello'; readonly name: string; readonly party: Party };

const LONGEST_NAME = 64;

export function chat(said: string, at: number): Uint8Array {
  return utf8(JSON.stringify({ type: 'chat', text: said, at }));
}

export function hello({ id, key }: Party, name: string): Uint8Array {
  return utf8(JSON.stringify({ type: 'hello_i_am', name, identity: id, public_key: b64u(key) }));
}

/** @returns nothing for what this client does not know @throws Error for what nobody may say, as that one is another */
export function readSaying(content: Uint8Array, from: string): Saying | undefined {
  const said = members(parseJson(fromUtf8(content)));
  switch (text(said, 'type')) {
    case 'chat':
      return { type: 'chat', text: text(said, 'text'), at: count(said, 'at') };
    case 'hello_i_am':
      if (identity(said, 'identity') !== from) throw new RangeError('it says that it is somebody else');
      return {
        type: 'hello',
        name: text(said, 'name').slice(0, LONGEST_NAME),
        party: partyOf(from, text(said, 'public_key')),
      };
    default:
      return undefined;
  }
}
