import { sha256 } from '@noble/hashes/sha2.js';

import { concat, fromHex, fromU64, hex, u64, utf8 } from '@browser/wire/bytes';
import { base32, fromBase32 } from '@browser/wire/encodings';

/** The first code that either end shows: its keys, and A's commitment or B's nonce. */
export interface KeyLine {
  readonly kind: 'K';
  readonly x25519: Uint8Array;
  readonly pairKey: Uint8Array;
  /** A's */
  readonly commit?: Uint8Array;
  /** B's */
  readonly nonce?: Uint8Array;
  /** host, and port if any, of the hub, in upper case */
  readonly host: string;
}

/** The second code that A shows: the hub's signature, and what opens A's commitment. */
export interface SignatureLine {
  readonly kind: 'S';
  readonly signature: Uint8Array;
  /** Unix seconds */
  readonly expires: number;
  readonly senderId: string;
  readonly recipientId: string;
  readonly nonce: Uint8Array;
}

export type Line = KeyLine | SignatureLine;

/**
 * - `foreign`: of another app
 * - `newer`: of a later version of Handfast
 * - `damaged`: not as it was written
 * - `uncertain`: the check characters are missing or differ, as after a part was lost
 * - `large`: more than a code can hold
 */
export type LineFault = 'foreign' | 'newer' | 'damaged' | 'uncertain' | 'large';

export class BadLine extends Error {
  override name = 'BadLine';

  constructor(readonly fault: LineFault) {
    super(`the line is ${fault}`);
  }
}

const LONGEST = 512;
const KEYS = /^HANDFAST:1:K:([^:]*):([A-Z0-9._:[\]-]+)$/;
const SIGNATURE = /^HANDFAST:1:S:([^:]*)$/;
const CHECK = /^(.*)-([A-Z2-7]{4})$/s;
const KEY_VERSION = 1;
const COMMIT_SIZE = 32;
const NONCE_SIZE = 16;

export function writeLine(line: Line): string {
  if (line.kind === 'K') {
    const { x25519, pairKey, commit, nonce, host } = line;
    const body = concat(Uint8Array.of(KEY_VERSION), x25519, pairKey, commit ?? nonce ?? new Uint8Array(0));
    return `HANDFAST:1:K:${base32(body)}:${host}`;
  }
  const { signature, expires, senderId, recipientId, nonce } = line;
  const body = concat(signature, u64(expires), fromHex(senderId), fromHex(recipientId), nonce);
  return `HANDFAST:1:S:${base32(body)}`;
}

/** The line to copy, with characters at its end that tell whether all of it came over. */
export function withCheck(line: string): string {
  return `${line}-${checkOf(line)}`;
}

/** What a picture of a code says; with check characters or without, as the picture has a check of its own. @throws BadLine */
export function readScanned(text: string): Line {
  const [, line = '', check = ''] = CHECK.exec(within(text)) ?? [];
  return parse(check !== '' && checkOf(line) === check ? line : text);
}

/** What a person pasted. Blanks and line breaks, which letters and chats put in, do not count. @throws BadLine */
export function readPasted(text: string): Line {
  const pasted = within(text.replace(/\s+/g, ''));
  known(pasted);
  const [, line = '', check = ''] = CHECK.exec(pasted) ?? [];
  if (check === '' || checkOf(line) !== check) throw new BadLine('uncertain');
  return parse(line);
}

function within(text: string): string {
  if (text.length > LONGEST) throw new BadLine('large');
  return text;
}

/** @throws BadLine unless it is a line of ours */
function known(text: string) {
  const [, version] = /^HANDFAST:(\d+):/.exec(text) ?? [];
  if (version === undefined) throw new BadLine('foreign');
  if (version !== '1') throw new BadLine('newer');
}

function parse(text: string): Line {
  known(text);
  const [, keys, host] = KEYS.exec(text) ?? [];
  const [, signature] = SIGNATURE.exec(text) ?? [];
  try {
    if (keys !== undefined && host !== undefined) return keyLine(fromBase32(keys), host);
    if (signature !== undefined) return signatureLine(fromBase32(signature));
  } catch (error) {
    if (error instanceof BadLine) throw error;
  }
  throw new BadLine('damaged');
}

function keyLine(body: Uint8Array, host: string): KeyLine {
  const rest = body.subarray(65);
  if (body[0] !== KEY_VERSION) throw new BadLine('newer');
  const line = { kind: 'K', x25519: body.slice(1, 33), pairKey: body.slice(33, 65), host } as const;
  if (rest.length === COMMIT_SIZE) return { ...line, commit: rest.slice() };
  if (rest.length === NONCE_SIZE) return { ...line, nonce: rest.slice() };
  throw new RangeError('neither commit nor nonce');
}

function signatureLine(body: Uint8Array): SignatureLine {
  if (body.length !== 64 + 8 + 20 + 20 + NONCE_SIZE) throw new RangeError('another size');
  return {
    kind: 'S',
    signature: body.slice(0, 64),
    expires: fromU64(body.subarray(64, 72)),
    senderId: hex(body.subarray(72, 92)),
    recipientId: hex(body.subarray(92, 112)),
    nonce: body.slice(112),
  };
}

function checkOf(line: string): string {
  return base32(sha256(utf8(line))).slice(0, 4);
}
