import { fromHex, hex, type Random } from '@browser/wire/bytes';

/** Version 4, lower case. */
export function newUuid(random: Random): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Its sixteen bytes. @throws RangeError unless it is lower case and has its dashes */
export function uuidBytes(uuid: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) throw new RangeError('no UUID');
  return fromHex(uuid.replaceAll('-', ''));
}
