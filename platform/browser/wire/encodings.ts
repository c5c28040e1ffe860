/** The encodings of RFC 4648 that the wire uses. What is read has one spelling: no spare bits, no foreign characters. */

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE64 = BASE64URL.replace('-_', '+/');

function write(alphabet: string, width: number, bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= width) {
      bits -= width;
      text += alphabet.charAt(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  return bits === 0 ? text : text + alphabet.charAt(held << (width - bits));
}

function read(alphabet: string, width: number, text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * width) / 8));
  let at = 0;
  let held = 0;
  let bits = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError('a character that does not belong');
    held = (held << width) | value;
    bits += width;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  if (bits >= width || held !== 0) throw new RangeError('a length or spare bits that cannot be');
  return bytes;
}

/** Upper case, without padding. */
export function base32(bytes: Uint8Array): string {
  return write(BASE32, 5, bytes);
}

/** @throws RangeError */
export function fromBase32(text: string): Uint8Array {
  return read(BASE32, 5, text);
}

/** The URL's alphabet, without padding. */
export function b64u(bytes: Uint8Array): string {
  return write(BASE64URL, 6, bytes);
}

/** @throws RangeError */
export function fromB64u(text: string): Uint8Array {
  return read(BASE64URL, 6, text);
}

/** The standard alphabet, padded. */
export function base64(bytes: Uint8Array): string {
  const text = write(BASE64, 6, bytes);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** @throws RangeError */
export function fromBase64(text: string): Uint8Array {
  const bare = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || text.length - bare.length !== (4 - (bare.length % 4)) % 4) {
    throw new RangeError('a padding that cannot be');
  }
  return read(BASE64, 6, bare);
}
