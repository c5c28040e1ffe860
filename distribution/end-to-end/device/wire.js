/**
 * Bytes of direct TCP: frames, packets and the few MessagePack scalars in them, written from
 * `api-spec/protocols/direct-tcp.md` alone. What is read must be in the very form that the page prescribes.
 */

/** @typedef {'document' | 'later'} Revision */

/**
 * @typedef {{ type: 'Heartbeat' }} Heartbeat
 * @typedef {{ type: 'Error', reference?: { protocol: number, packet: number } | undefined, error: number, text?: string | undefined }} ErrorPacket
 * @typedef {{ type: 'Hello', device: string, paired: boolean }} Hello
 * @typedef {{ type: 'PairRequest', name: string, details?: Buffer | undefined }} PairRequest
 * @typedef {{ type: 'SendKey', key: Buffer, test?: Buffer | undefined }} SendKey
 * @typedef {{ type: 'KeyCheck', message: Buffer }} KeyCheck
 * @typedef {{ type: 'KeyCheckResponse', same: boolean }} KeyCheckResponse
 * @typedef {Heartbeat | ErrorPacket | Hello | PairRequest | SendKey | KeyCheck | KeyCheckResponse} Packet
 */

/** The longest payload that is ever taken. */
export const MAX_PAYLOAD = 65_536;

/** The error that says no. */
export const DENIED = 2;

/** @type {Record<Revision, readonly Packet['type'][]>} the packets of a revision, by their number */
const NUMBERS = {
  document: ['Hello', 'PairRequest', 'SendKey', 'KeyCheck', 'KeyCheckResponse'],
  later: ['Heartbeat', 'Error', 'Hello', 'PairRequest', 'SendKey', 'KeyCheck', 'KeyCheckResponse'],
};

/** @param {number} value @returns {Buffer} */
export function u8(value) {
  return Buffer.from([0xcc, value]);
}

/** @param {number} value @returns {Buffer} an unsigned integer in its shortest form */
export function uint(value) {
  if (value < 0x80) return Buffer.from([value]);
  if (value < 0x100) return Buffer.from([0xcc, value]);
  if (value < 0x1_0000) return Buffer.concat([Buffer.from([0xcd]), u16(value)]);
  return Buffer.concat([Buffer.from([0xce]), u32(value)]);
}

/** @param {string} id @returns {Buffer} a UUID as two u64 */
export function uuid(id) {
  const bytes = uuidBytes(id);
  const u64 = Buffer.from([0xcf]);
  return Buffer.concat([u64, bytes.subarray(0, 8), u64, bytes.subarray(8)]);
}

/** @param {string} id @returns {Buffer} its sixteen bytes */
export function uuidBytes(id) {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** @param {boolean} value @returns {Buffer} */
export function bool(value) {
  return Buffer.from([value ? 0xc3 : 0xc2]);
}

/** @param {string} value @returns {Buffer} */
export function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  const { length } = bytes;
  if (length < 0x20) return Buffer.concat([Buffer.from([0xa0 | length]), bytes]);
  return Buffer.concat([sized(length, 0xd9, 0xda, 0xdb), bytes]);
}

/** @param {Uint8Array} value @returns {Buffer} */
export function bytes(value) {
  return Buffer.concat([sized(value.length, 0xc4, 0xc5, 0xc6), value]);
}

/**
 * @template T
 * @param {T | undefined} value
 * @param {(value: T) => Buffer} write
 * @returns {Buffer}
 */
function option(value, write) {
  return value === undefined ? Buffer.from([0xc0]) : write(value);
}

/** @param {number} length @param {number} one @param {number} two @param {number} four @returns {Buffer} */
function sized(length, one, two, four) {
  if (length < 0x100) return Buffer.from([one, length]);
  if (length < 0x1_0000) return Buffer.concat([Buffer.from([two]), u16(length)]);
  return Buffer.concat([Buffer.from([four]), u32(length)]);
}

/** @param {number} value @returns {Buffer} */
function u16(value) {
  const out = Buffer.alloc(2);
  out.writeUInt16BE(value);
  return out;
}

/** @param {number} value @returns {Buffer} */
function u32(value) {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

/** @param {Uint8Array} payload @returns {Buffer} */
export function frame(payload) {
  return Buffer.concat([uint(payload.length), payload]);
}

/** @param {Packet} packet @param {Revision} revision @returns {Buffer} its payload */
export function encode(packet, revision) {
  const number = NUMBERS[revision].indexOf(packet.type);
  if (number < 0) throw new Error(`the ${revision} revision has no ${packet.type}`);
  return Buffer.concat([u8(0), u8(number), ...fields(packet)]);
}

/** @param {Packet} packet @returns {Buffer[]} */
function fields(packet) {
  switch (packet.type) {
    case 'Heartbeat':
      return [];
    case 'Error': {
      const { reference } = packet;
      const refers = reference === undefined ? [] : [u8(reference.protocol), u8(reference.packet)];
      return [bool(reference !== undefined), ...refers, u8(packet.error), option(packet.text, text)];
    }
    case 'Hello':
      return [uuid(packet.device), bool(packet.paired)];
    case 'PairRequest':
      return [text(packet.name), option(packet.details, bytes)];
    case 'SendKey':
      return [bytes(packet.key), option(packet.test, bytes)];
    case 'KeyCheck':
      return [bytes(packet.message)];
    case 'KeyCheckResponse':
      return [bool(packet.same)];
  }
}

/**
 * Reads a payload.
 *
 * @param {Buffer} payload
 * @param {Revision} revision
 * @returns {Packet}
 * @throws {Error} if it is not exactly what the page prescribes
 */
export function decode(payload, revision) {
  const reader = new Reader(payload);
  const protocol = reader.u8();
  if (protocol !== 0) throw new Error(`protocol ${protocol} is not between devices`);
  const number = reader.u8();
  const type = NUMBERS[revision][number];
  if (type === undefined) throw new Error(`the ${revision} revision has no packet ${number}`);
  const packet = read(type, reader);
  reader.end();
  if (!encode(packet, revision).equals(payload)) throw new Error(`${type} is not in its shortest form`);
  return packet;
}

/** @param {Packet['type']} type @param {Reader} reader @returns {Packet} */
function read(type, reader) {
  switch (type) {
    case 'Heartbeat':
      return { type };
    case 'Error': {
      const reference = reader.bool() ? { protocol: reader.u8(), packet: reader.u8() } : undefined;
      return { type, reference, error: reader.u8(), text: reader.option(() => reader.text()) };
    }
    case 'Hello':
      return { type, device: reader.uuid(), paired: reader.bool() };
    case 'PairRequest':
      return { type, name: reader.text(), details: reader.option(() => reader.bytes()) };
    case 'SendKey':
      return { type, key: reader.bytes(), test: reader.option(() => reader.bytes()) };
    case 'KeyCheck':
      return { type, message: reader.bytes() };
    case 'KeyCheckResponse':
      return { type, same: reader.bool() };
  }
}

/** Reads scalars one after the other. */
class Reader {
  /** @param {Buffer} payload */
  constructor(payload) {
    this.rest = payload;
  }

  /** @param {number} size @returns {Buffer} */
  take(size) {
    if (this.rest.length < size) throw new Error('the payload ends too early');
    const taken = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(size);
    return taken;
  }

  byte() {
    return this.take(1).readUInt8();
  }

  /** @param {number} tag */
  expect(tag) {
    const found = this.byte();
    if (found !== tag) throw new Error(`expected 0x${tag.toString(16)}, not 0x${found.toString(16)}`);
  }

  u8() {
    this.expect(0xcc);
    return this.byte();
  }

  uuid() {
    this.expect(0xcf);
    const high = this.take(8).toString('hex');
    this.expect(0xcf);
    const low = this.take(8).toString('hex');
    const [a, b, c, d] = [high.slice(0, 8), high.slice(8, 12), high.slice(12), low.slice(0, 4)];
    return `${a}-${b}-${c}-${d}-${low.slice(4)}`;
  }

  bool() {
    const tag = this.byte();
    if (tag !== 0xc2 && tag !== 0xc3) throw new Error(`0x${tag.toString(16)} is no bool`);
    return tag === 0xc3;
  }

  text() {
    const tag = this.byte();
    const length = tag >= 0xa0 && tag < 0xc0 ? tag & 0x1f : this.size(tag, 0xd9, 0xda, 0xdb);
    return new TextDecoder('utf-8', { fatal: true }).decode(this.take(length));
  }

  bytes() {
    return Buffer.from(this.take(this.size(this.byte(), 0xc4, 0xc5, 0xc6)));
  }

  /** @param {number} tag @param {number} one @param {number} two @param {number} four */
  size(tag, one, two, four) {
    if (tag === one) return this.byte();
    if (tag === two) return this.take(2).readUInt16BE();
    if (tag === four) return this.take(4).readUInt32BE();
    throw new Error(`0x${tag.toString(16)} is not what was expected`);
  }

  /** @template T @param {() => T} present @returns {T | undefined} */
  option(present) {
    if (this.rest[0] !== 0xc0) return present();
    this.byte();
    return undefined;
  }

  end() {
    if (this.rest.length > 0) throw new Error(`${this.rest.length} bytes after the last field`);
  }
}

/** Cuts a stream into payloads. */
export class Unframer {
  #pending = Buffer.alloc(0);

  /** @param {Buffer} chunk @returns {Buffer[]} what is whole now */
  push(chunk) {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const payloads = [];
    for (let payload = this.#next(); payload !== undefined; payload = this.#next()) payloads.push(payload);
    return payloads;
  }

  /** True if a frame has begun and not ended. */
  get inside() {
    return this.#pending.length > 0;
  }

  #next() {
    const head = headOf(this.#pending);
    if (head === undefined || this.#pending.length < head.size + head.length) return undefined;
    const end = head.size + head.length;
    const payload = this.#pending.subarray(head.size, end);
    this.#pending = this.#pending.subarray(end);
    return Buffer.from(payload);
  }
}

/** @param {Buffer} start @returns {{ size: number, length: number } | undefined} undefined while it is not whole */
function headOf(start) {
  const tag = start[0];
  if (tag === undefined) return undefined;
  if (tag < 0x80) return { size: 1, length: tag };
  const size = { 0xcc: 2, 0xcd: 3, 0xce: 5 }[tag];
  if (size === undefined) throw new Error(`a frame begins with 0x${tag.toString(16)}`);
  if (start.length < size) return undefined;
  const length = start.readUIntBE(1, size - 1);
  if (uint(length).length !== size) throw new Error('a length is not in its shortest form');
  if (length > MAX_PAYLOAD) throw new Error(`a frame of ${length} bytes`);
  return { size, length };
}
