/**
 * The messages of pairing and after it, in CBOR: as the original writes them, and no other way. Uuids are byte strings, other
 * bytes arrays of integers, and the fields of ours byte strings behind the others.
 */
import { decode as fromCbor, encode as toCbor } from 'cborg';

/** @typedef {{ type: string } & Record<string, any>} Message its fields as the page names them; bytes are Buffers */
/** @typedef {'uuid' | 'vec' | 'ours' | 'info' | 'bool' | 'text' | 'text?' | 'time'} Kind */

/** @type {Record<string, Record<string, Kind>>} */
const MESSAGES = {
  PairingRequest: { session_id: 'uuid', device_info: 'info', public_key: 'vec', sas_commit: 'ours' },
  Challenge: { session_id: 'uuid', challenge: 'vec', device_info: 'info', proof: 'ours', sas_nonce: 'ours' },
  Response: { session_id: 'uuid', response: 'vec', device_info: 'info', proof: 'ours', sas_nonce: 'ours' },
  Complete: { session_id: 'uuid', success: 'bool', reason: 'text?', proof: 'ours' },
  Ping: { timestamp: 'time' },
  Pong: { timestamp: 'time' },
  Protocol: { protocol: 'text', data: 'vec' },
};

/** @type {Record<string, Kind>} */
const INFO = { device_id: 'uuid', device_name: 'text', os_version: 'text', app_version: 'text', last_seen: 'time' };
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** Fields stay in the order of their declaration. */
const AS_DECLARED = { mapSorter: () => 0 };

/** @param {Message} message @returns {Uint8Array} */
export function encode({ type, ...fields }) {
  const kinds = Object.entries(MESSAGES[type] ?? {});
  const written = kinds
    .filter(([name, kind]) => kind !== 'ours' || fields[name] !== undefined)
    .map(([name, kind]) => [name, kind === 'vec' ? Array.from(fields[name]) : fields[name]]);
  return toCbor({ [type]: Object.fromEntries(written) }, AS_DECLARED);
}

/** @param {Uint8Array} bytes @returns {Message} @throws {Error} for what the original would not have written */
export function decode(bytes) {
  const [[type, fields] = [], ...others] = Object.entries(
    fromCbor(bytes, { strict: true, rejectDuplicateMapKeys: true }),
  );
  const kinds = type === undefined ? undefined : MESSAGES[type];
  if (type === undefined || kinds === undefined || others.length > 0) throw new Error(`there is no message '${type}'`);
  const declared = Object.keys(kinds).filter((name) => kinds[name] !== 'ours' || name in fields);
  if (Object.keys(fields).join() !== declared.join()) throw new Error(`${type} has the fields ${Object.keys(fields)}`);
  return {
    type,
    ...Object.fromEntries(declared.map((name) => [name, read(/** @type {Kind} */ (kinds[name]), fields[name], name)])),
  };
}

/** @param {Kind} kind @param {any} value @param {string} name @returns {any} */
function read(kind, value, name) {
  if (kind === 'info') return readInfo(value);
  if (!is(kind, value)) throw new Error(`${name} is ${JSON.stringify(value)}`);
  return kind === 'uuid' || kind === 'vec' || kind === 'ours' ? Buffer.from(value) : value;
}

/** @param {Kind} kind @param {any} value @returns {boolean} */
function is(kind, value) {
  switch (kind) {
    case 'uuid':
      return value instanceof Uint8Array && value.length === 16;
    case 'ours':
      return value instanceof Uint8Array && value.length === 32;
    case 'vec':
      return Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
    case 'bool':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'text?':
      return value === null || typeof value === 'string';
    case 'time':
      return TIME.test(value) && !Number.isNaN(Date.parse(value));
    default:
      return false;
  }
}

/** @param {any} info @returns {import('./device-info.js').DeviceInfo} */
function readInfo(info) {
  const order = 'device_id,device_name,device_type,os_version,app_version,network_fingerprint,last_seen';
  if (Object.keys(info).join() !== order) throw new Error(`device_info has the fields ${Object.keys(info)}`);
  for (const [name, kind] of Object.entries(INFO)) read(kind, info[name], name);
  const { device_type: type, network_fingerprint: fingerprint } = info;
  if (!['Desktop', 'Laptop', 'Mobile', 'Server'].includes(type) && typeof type?.Other !== 'string') {
    throw new Error(`there is no device ${JSON.stringify(type)}`);
  }
  if (Object.keys(fingerprint).join() !== 'peer_id,public_key_hash') throw new Error('network_fingerprint is none');
  return { ...info, device_id: Buffer.from(info.device_id) };
}
