import { fromB64u } from '@browser/wire/encodings';
import { count, list, members, type Members, parseJson, text } from '@browser/wire/json';

import { isIdentity, type Party, partyOf } from './identity';

/** A hub's frame, read and checked as far as it can be by itself. */
export type FromHub =
  | { readonly type: 'prove'; readonly sealed: Uint8Array }
  | { readonly type: 'ack' }
  | { readonly type: 'seat'; readonly roster: readonly string[]; readonly parties: readonly Party[] }
  | { readonly type: 'nack'; readonly code: string; readonly reason: string }
  | { readonly type: 'waiting'; readonly seconds: number }
  | { readonly type: 'new_user'; readonly identity: string; readonly party?: Party }
  | { readonly type: 'relay'; readonly from: string; readonly box: Uint8Array }
  | {
      readonly type: 'user_added';
      readonly by: string;
      readonly epoch: number;
      readonly members: readonly string[];
      readonly party: Party;
    }
  | Broadcast
  | {
      readonly type: 'rekey';
      readonly epoch: number;
      readonly by: string;
      readonly members: readonly string[];
    }
  | { readonly type: 'user_left'; readonly identity: string; readonly reason: LeavingReason }
  | { readonly type: 'error'; readonly code: string; readonly detail: string; readonly epoch?: number };

export interface Broadcast {
  readonly type: 'broadcast';
  readonly from: string;
  readonly epoch: number;
  readonly seq: number;
  readonly box: Uint8Array;
}

export type LeavingReason = 'left' | 'offline' | 'removed';

/** Longer than any frame of a hub that keeps to the wire. */
const LONGEST = 256 * 1024;
export const MOST_MEMBERS = 500;

/** @returns nothing for a frame of a kind that this client does not know @throws SyntaxError @throws RangeError */
export function readFrame(said: string): FromHub | undefined {
  if (said.length > LONGEST) throw new RangeError('a frame that is too long');
  const frame = members(parseJson(said));
  switch (text(frame, 'type')) {
    case 'prove':
      return { type: 'prove', sealed: bytes(frame, 'sealed') };
    case 'ack':
      return frame.roster === undefined ? { type: 'ack' } : seat(frame);
    case 'nack':
      return { type: 'nack', code: text(frame, 'code'), reason: text(frame, 'reason') };
    case 'waiting':
      return { type: 'waiting', seconds: count(frame, 'seconds') };
    case 'new_user':
      return newUser(frame);
    case 'relay':
      return { type: 'relay', from: identity(frame, 'from'), box: bytes(frame, 'box') };
    case 'user_added':
      return {
        type: 'user_added',
        by: identity(frame, 'by'),
        epoch: positive(frame, 'epoch'),
        members: roster(frame, 'members'),
        party: partyOf(identity(frame, 'identity'), text(frame, 'public_key')),
      };
    case 'broadcast':
      return {
        type: 'broadcast',
        from: identity(frame, 'from'),
        epoch: positive(frame, 'epoch'),
        seq: positive(frame, 'seq'),
        box: bytes(frame, 'box'),
      };
    case 'rekey':
      return {
        type: 'rekey',
        epoch: positive(frame, 'epoch'),
        by: identity(frame, 'by'),
        members: roster(frame, 'members'),
      };
    case 'user_left':
      return { type: 'user_left', identity: identity(frame, 'identity'), reason: reason(frame) };
    case 'error':
      return {
        type: 'error',
        code: text(frame, 'code'),
        detail: text(frame, 'detail'),
        ...(frame.epoch === undefined ? {} : { epoch: count(frame, 'epoch') }),
      };
    default:
      return undefined;
  }
}

function seat(frame: Members): FromHub {
  const ids = roster(frame, 'roster');
  const keys = list(frame, 'keys');
  if (keys.length !== ids.length) throw new SyntaxError('there is not a key for each member');
  return { type: 'seat', roster: ids, parties: partiesOf(ids, keys) };
}

/** Those whose keys are there. @param keys in the same order, null where there is none @throws RangeError if one is another's */
export function partiesOf(ids: readonly string[], keys: readonly unknown[]): readonly Party[] {
  return ids.flatMap((id, i) => {
    const key = keys[i];
    if (key === null) return [];
    if (typeof key !== 'string') throw new SyntaxError('a key is no text');
    return [partyOf(id, key)];
  });
}

function newUser(frame: Members): FromHub {
  const id = identity(frame, 'identity');
  const party = frame.public_key === undefined ? {} : { party: partyOf(id, text(frame, 'public_key')) };
  return { type: 'new_user', identity: id, ...party };
}

function reason(frame: Members): LeavingReason {
  const why = text(frame, 'reason');
  return why === 'offline' || why === 'removed' ? why : 'left';
}

/** @throws SyntaxError unless that member is an identity */
export function identity(frame: Members, name: string): string {
  const value = frame[name];
  if (!isIdentity(value)) throw new SyntaxError(`${name} is no identity`);
  return value;
}

/** @throws SyntaxError unless that member is a list of different identities, 500 at most */
export function roster(frame: Members, name: string): readonly string[] {
  const ids = list(frame, name);
  if (ids.length > MOST_MEMBERS || !ids.every(isIdentity)) throw new SyntaxError(`${name} is no roster`);
  if (new Set(ids).size !== ids.length) throw new SyntaxError(`${name} has somebody twice`);
  return ids;
}

/** @throws SyntaxError unless that member is a whole number from one on */
export function positive(frame: Members, name: string): number {
  const value = count(frame, name);
  if (value === 0) throw new SyntaxError(`${name} is zero`);
  return value;
}

function bytes(frame: Members, name: string): Uint8Array {
  return fromB64u(text(frame, name));
}
