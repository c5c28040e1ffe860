import { fromHex, fromUtf8, lp, type Random, utf8 } from '@browser/wire/bytes';
import { base64, fromB64u, fromBase64 } from '@browser/wire/encodings';
import { type Binding, open, OVERHEAD, seal } from '@browser/wire/hpke';
import { type Members, members, parseJson, text } from '@browser/wire/json';

import { uuidBytes } from './uuid';

/** Decoded. */
const LARGEST = 8_192;

/** How many bytes of JSON a blob can carry. */
export const ROOM = LARGEST - OVERHEAD;

/** What is said inside a blob, where the hub cannot look. Moments are Unix seconds. */
export type Content =
  | { readonly type: 'text'; readonly text: string; readonly at: number }
  | {
      readonly type: 'location';
      readonly lat: number;
      readonly lon: number;
      /** metres */
      readonly accuracy?: number;
      readonly at: number;
    }
  | { readonly type: 'rekey'; readonly x25519: Uint8Array; readonly sig: Uint8Array }
  | { readonly type: 'unknown' };

/** From whom to whom a packet goes. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly packetId: string;
}

export function sealBlob(
  secret: Uint8Array,
  peerKey: Uint8Array,
  route: Route,
  content: Members,
  random: Random,
): string {
  const plaintext = utf8(JSON.stringify(content));
  if (plaintext.length > ROOM) throw new RangeError('more than a packet holds');
  return base64(seal(secret, peerKey, binding(route), plaintext, random));
}

/** @throws Error if it is not from that peer to this key by that route, or says nothing that can be read */
export function openBlob(secret: Uint8Array, peerKey: Uint8Array, route: Route, blob: string): Content {
  if (blob.length > Math.ceil(LARGEST / 3) * 4) throw new RangeError('a blob that is too large');
  return contentOf(members(parseJson(fromUtf8(open(secret, peerKey, binding(route), fromBase64(blob))))));
}

function binding({ from, to, packetId }: Route): Binding {
  return {
    info: lp('handfast/qr-connection/blob/v1', fromHex(from), fromHex(to)),
    aad: lp(uuidBytes(packetId)),
  };
}

function contentOf(said: Members): Content {
  switch (said.type) {
    case 'text':
      return { type: 'text', text: text(said, 'text'), at: number(said, 'at') };
    case 'location': {
      const place = { lat: number(said, 'lat', 90), lon: number(said, 'lon', 180), at: number(said, 'at') };
      if (said.accuracy === undefined) return { type: 'location', ...place };
      return { type: 'location', ...place, accuracy: number(said, 'accuracy') };
    }
    case 'rekey':
      return { type: 'rekey', x25519: fromB64u(text(said, 'x25519')), sig: fromB64u(text(said, 'sig')) };
    default:
      return { type: 'unknown' };
  }
}

function number(of: Members, name: string, most = Number.MAX_SAFE_INTEGER): number {
  const value = of[name];
  if (typeof value !== 'number' || Math.abs(value) > most) throw new SyntaxError(`${name} is no such number`);
  return value;
}
