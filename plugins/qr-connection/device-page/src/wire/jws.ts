import { fromUtf8, type Random, utf8 } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { members, type Members, parseJson } from '@browser/wire/json';

import { sign, verify } from './signatures';

const ALGORITHM = 'EdDSA';
const TYPE = 'handfast-qr+jws';

/** How many characters a JWS may have. */
const LONGEST = 16_384;

/** A JWS that is not what it should be; the message says in what. */
export class BadJws extends Error {
  override name = 'BadJws';
}

/** Compact, of three parts. @param kid the account's id */
export function writeJws(seed: Uint8Array, kid: string, payload: Members): string {
  const header = { alg: ALGORITHM, kid, typ: TYPE };
  const signed = [header, payload].map((part) => b64u(utf8(JSON.stringify(part)))).join('.');
  return `${signed}.${b64u(sign(seed, utf8(signed)))}`;
}

/** The payload of a JWS of the holder of `key`, who goes by `kid`. @throws BadJws */
export function readJws(jws: string, kid: string, key: Uint8Array): Members {
  if (jws.length > LONGEST) throw new BadJws('it is too large');
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  if (more.length > 0 || signature === '') throw new BadJws('it does not have three parts');
  try {
    const { alg, kid: theirs, typ, ...others } = part(header);
    if (alg !== ALGORITHM || typ !== TYPE || theirs !== kid || Object.keys(others).length > 0) {
      throw new BadJws('its header is another');
    }
    if (!verify(key, utf8(`${header}.${payload}`), fromB64u(signature)))
      throw new BadJws('its signature is wrong');
    return part(payload);
  } catch (error) {
    throw error instanceof BadJws ? error : new BadJws('it cannot be read');
  }
}

/** A fresh `jti`. */
export function newJti(random: Random): string {
  return b64u(random(16));
}

function part(encoded: string): Members {
  return members(parseJson(fromUtf8(fromB64u(encoded))));
}
