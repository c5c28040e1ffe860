import { sha256 } from '@noble/hashes/sha2.js';

/** Random bytes, as many as asked for. */
export type Random = (size: number) => Uint8Array;

const UTF8 = new TextEncoder();
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return UTF8.encode(text);
}

/** @throws TypeError if the bytes are not UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  return STRICT_UTF8.decode(bytes);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Big-endian, of eight bytes; the value is a safe integer. */
export function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** @throws RangeError if the value is not a safe integer */
export function fromU64(bytes: Uint8Array): number {
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a number past 2^53');
  return Number(value);
}

/** Size as a big-endian u16, then the bytes, of each field; text is taken as UTF-8. */
export function lp(...fields: readonly (Uint8Array | string)[]): Uint8Array {
  return concat(
    ...fields.flatMap((field) => {
      const bytes = typeof field === 'string' ? utf8(field) : field;
      if (bytes.length > 0xffff) throw new RangeError('a field past 65,535 bytes');
      return [Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes];
    }),
  );
}

/** SHA-256 of {@link lp}. */
export function hash(...fields: readonly (Uint8Array | string)[]): Uint8Array {
  return sha256(lp(...fields));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws RangeError unless it is lower-case hex */
export function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new RangeError('not lower-case hex');
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

/** In a time that tells nothing but the sizes. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (const [i, byte] of a.entries()) differing |= byte ^ (b[i] ?? 0);
  return differing === 0;
}
