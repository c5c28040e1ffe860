import { expect, test } from 'vitest';

import { fromHex, hex, utf8 } from '@browser/wire/bytes';
import { base32, base64, b64u, fromB64u, fromBase32, fromBase64 } from '@browser/wire/encodings';

// RFC 4648, section 10.
test.each([
  ['', '', ''],
  ['f', 'MY', 'Zg=='],
  ['fo', 'MZXQ', 'Zm8='],
  ['foo', 'MZXW6', 'Zm9v'],
  ['foob', 'MZXW6YQ', 'Zm9vYg=='],
  ['fooba', 'MZXW6YTB', 'Zm9vYmE='],
  ['foobar', 'MZXW6YTBOI', 'Zm9vYmFy'],
])('writes and reads %j', (plain, in32, in64) => {
  expect(base32(utf8(plain))).toBe(in32);
  expect(fromBase32(in32)).toEqual(utf8(plain));
  expect(base64(utf8(plain))).toBe(in64);
  expect(fromBase64(in64)).toEqual(utf8(plain));
  expect(b64u(utf8(plain))).toBe(in64.replaceAll('=', ''));
  expect(fromB64u(in64.replaceAll('=', ''))).toEqual(utf8(plain));
});

test('agrees with Node about every byte', () => {
  const bytes = Uint8Array.from({ length: 257 }, (_, i) => i);
  expect(b64u(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(fromB64u(b64u(bytes))).toEqual(bytes);
  expect(fromHex(hex(bytes))).toEqual(bytes);
});

test.each(['Zg==', 'Zh', 'Z', 'Zm9v ', 'Zm+v', 'Zm9vYgA=', 'Zé'])('refuses %j as b64u', (text) => {
  expect(() => fromB64u(text)).toThrow(RangeError);
});

test.each(['Zg', 'Zg=', 'Zh==', 'Zm9v====', 'Zm8==', 'Zm-_', '====', '='])('refuses %j as base64', (text) => {
  expect(() => fromBase64(text)).toThrow(RangeError);
});

test.each(['my', 'MZ', 'M', 'MY======', 'M1', 'MZXW6YT'])('refuses %j as base32', (text) => {
  expect(() => fromBase32(text)).toThrow(RangeError);
});

test.each(['0', 'AB', '0g'])('refuses %j as hex', (text) => {
  expect(() => fromHex(text)).toThrow(RangeError);
});
