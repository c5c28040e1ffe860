import type { Random } from '@browser/wire/bytes';
import { b64u, fromB64u } from '@browser/wire/encodings';
import { agreementKey, isAgreementKey } from '@browser/wire/hpke';
import type { Members } from '@browser/wire/json';
import type { Comparison } from '@browser/wire/words';

import { type Content, openBlob, type Route, sealBlob } from '../wire/blob';
import { rekeyBytes } from '../wire/proofs';
import { sign, verify } from '../wire/signatures';
import { newUuid } from '../wire/uuid';
import type { Connection, Generation, Message, MessageState, OwnKeys, Packet, Peer } from './records';

/** What goes on inside one connection. Each function gives the connection as it is afterwards; `now` is in Unix seconds. */

export const DAY = 86_400;
/** How long the hub keeps a packet. */
const KEPT = 7 * DAY;
const REKEY_AFTER = 90 * DAY;
const MESSAGES = 1_000;
/** A browser keeps some five million characters of all connections: one peer that talks much is not to fill them. */
const CHARACTERS = 200_000;
const SEEN = 2_000;
const LOCATIONS_A_MINUTE = 4;

export function connect(
  connectionId: string,
  own: OwnKeys,
  peer: Peer,
  said: { readonly label: string; readonly comparison: Comparison; readonly compared: boolean },
  now: number,
): Connection {
  return {
    ...said,
    id: own.id,
    peerId: peer.id,
    connectionId,
    since: now,
    pair: own.pair,
    peerPair: peer.pair,
    generations: [{ mine: own.x25519, theirs: peer.x25519, since: now, proven: true }],
    rekey: {},
    state: 'open',
    paused: false,
    messages: [],
    outbox: [],
    receipts: [],
    seen: [],
    floor: 0,
    unread: 0,
  };
}

/** Seals something said, to be sent. @throws RangeError if it is more than a packet holds */
export function say(
  connection: Connection,
  content: { readonly type: 'text'; readonly text: string } | LocationContent,
  now: number,
  random: Random,
): Connection {
  const packet = sealed(connection, newest(connection), { ...content, at: now }, random);
  const message: Message = {
    ...content,
    packetId: packet.packetId,
    at: now,
    from: 'me',
    state: 'waiting',
  };
  return withMessage({ ...connection, outbox: [...connection.outbox, packet] }, message);
}

export interface LocationContent {
  readonly type: 'location';
  readonly lat: number;
  readonly lon: number;
  /** metres */
  readonly accuracy?: number;
}

/** How many seconds to wait until a place may be told again. */
export function locationWait({ messages }: Connection, now: number): number {
  const told = messages.filter(({ from, type, at }) => from === 'me' && type === 'location' && at > now - 60);
  const oldest = told.at(-LOCATIONS_A_MINUTE);
  return oldest === undefined ? 0 : oldest.at + 60 - now;
}

/** A packet came. One that came before is only confirmed again. */
export function receive(
  connection: Connection,
  { packetId, blob }: Packet,
  now: number,
  random: Random,
): Connection {
  if (connection.state !== 'open') return connection;
  const confirmed = connection.receipts.includes(packetId)
    ? connection
    : { ...connection, receipts: [...connection.receipts, packetId] };
  if (connection.seen.some(([seen]) => seen === packetId)) return confirmed;

  const route = { from: connection.peerId, to: connection.id, packetId };
  const opened = openWithAny(confirmed, route, blob);
  const at = opened === undefined || !('at' in opened.content) ? now : opened.content.at;
  if (at <= connection.floor) return confirmed;
  // Who writes is not paused.
  const noted = withSeen({ ...confirmed, held: undefined }, packetId, at);
  if (opened === undefined)
    return withIncoming(noted, { type: 'unreadable', packetId, at: now, from: 'them' });

  const known = proven(noted, opened.generation);
  const { content } = opened;
  switch (content.type) {
    case 'rekey':
      return takeTheirKey(known, content.x25519, content.sig, now, random);
    case 'unknown':
      return withIncoming(known, { type: 'unreadable', packetId, at, from: 'them' });
    default:
      return withIncoming(known, { ...content, packetId, from: 'them' });
  }
}

/** The hub has stored these packets of ours. */
export function stored(connection: Connection, packetIds: readonly string[]): Connection {
  if (packetIds.length === 0) return connection;
  const outbox = connection.outbox.filter(({ packetId }) => !packetIds.includes(packetId));
  return withStates({ ...connection, outbox }, packetIds, 'stored');
}

/** The hub handed them to the other end. */
export function delivered(connection: Connection, packetIds: readonly string[]): Connection {
  return withStates(stored(connection, packetIds), packetIds, 'delivered');
}

/** The hub holds them no more: the other end confirmed them, or they were there for seven days. */
export function deleted(
  connection: Connection,
  packetIds: readonly string[],
  now: number,
  random: Random,
): Connection {
  const isOld = (at: number) => at + KEPT <= now;
  const of = (old: boolean) =>
    connection.messages
      .filter(({ packetId, at }) => packetIds.includes(packetId) && isOld(at) === old)
      .map(({ packetId }) => packetId);
  const after = withStates(
    withStates(stored(connection, packetIds), of(false), 'received'),
    of(true),
    'expired',
  );
  return tellAgain(after, packetIds, now, random);
}

/** The hub will never take this packet. */
export function failed(connection: Connection, packetId: string, reason: string): Connection {
  const { outbox, messages } = connection;
  return {
    ...connection,
    outbox: outbox.filter((packet) => packet.packetId !== packetId),
    messages: messages.map((message) =>
      message.packetId === packetId && message.from === 'me'
        ? { ...message, state: 'failed', reason }
        : message,
    ),
  };
}

/** Receipts that the hub was told of. */
export function confirmed(connection: Connection, packetIds: readonly string[]): Connection {
  if (packetIds.length === 0) return connection;
  return { ...connection, receipts: connection.receipts.filter((id) => !packetIds.includes(id)) };
}

/** It is over: the keys are gone, what was said stays until the person removes it. */
export function broken(connection: Connection, by: 'me' | 'them' | 'hub'): Connection {
  if (connection.state === 'broken') return connection;
  return {
    ...connection,
    held: undefined,
    state: 'broken',
    brokenBy: by,
    pair: '',
    generations: [],
    rekey: {},
    outbox: [],
    receipts: [],
    messages: connection.messages.map((message) =>
      message.from === 'me' && message.state === 'waiting'
        ? { ...message, state: 'failed', reason: 'The connection was broken before it was sent.' }
        : message,
    ),
  };
}

/** New keys, where the old ones are ninety days old; old ones are forgotten once nothing can come under them. */
export function keepKeysFresh(connection: Connection, now: number, random: Random): Connection {
  const [current, former] = connection.generations;
  if (connection.state !== 'open' || current === undefined) return connection;
  if (former !== undefined && current.proven && current.since + KEPT + DAY <= now) {
    return { ...connection, generations: [current] };
  }
  if (connection.rekey.mine !== undefined || current.since + REKEY_AFTER > now) return connection;
  return tellMyKey(connection, random);
}

function tellMyKey(connection: Connection, random: Random): Connection {
  const secret = random(32);
  const packet = rekeyPacket(connection, newest(connection), secret, random);
  const rekey = { ...connection.rekey, mine: { secret: b64u(secret), toldIn: packet.packetId } };
  return { ...connection, rekey, outbox: [...connection.outbox, packet] };
}

function rekeyPacket(connection: Connection, under: Generation, secret: Uint8Array, random: Random): Packet {
  const key = agreementKey(secret);
  const sig = sign(fromB64u(connection.pair), rekeyBytes(connection.id, key));
  return sealed(connection, under, { type: 'rekey', x25519: b64u(key), sig: b64u(sig) }, random);
}

function takeTheirKey(
  connection: Connection,
  key: Uint8Array,
  sig: Uint8Array,
  now: number,
  random: Random,
): Connection {
  const isTheirs = verify(fromB64u(connection.peerPair), rekeyBytes(connection.peerId, key), sig);
  const theirs = b64u(key);
  const isKnown = connection.generations.some((generation) => generation.theirs === theirs);
  if (!isTheirs || !isAgreementKey(key) || isKnown) return connection;
  const told = connection.rekey.mine === undefined ? tellMyKey(connection, random) : connection;
  const { mine } = told.rekey;
  if (mine === undefined) return told;
  const fresh = { mine: mine.secret, theirs, since: now, proven: false, toldIn: mine.toldIn };
  return { ...told, generations: [fresh, newest(told)], rekey: {} };
}

/** The packet that told of a new key was never fetched: it is told once more, under the keys that the other end has. */
function tellAgain(
  connection: Connection,
  packetIds: readonly string[],
  now: number,
  random: Random,
): Connection {
  const { mine } = connection.rekey;
  const [current, former] = connection.generations;
  if (mine !== undefined && current !== undefined && packetIds.includes(mine.toldIn)) {
    if (current.since + REKEY_AFTER + KEPT > now) return connection;
    const packet = rekeyPacket(connection, current, fromB64u(mine.secret), random);
    const rekey = { ...connection.rekey, mine: { ...mine, toldIn: packet.packetId } };
    return { ...connection, rekey, outbox: [...connection.outbox, packet] };
  }
  const wasLost = current !== undefined && !current.proven && current.since + KEPT <= now;
  if (wasLost && former !== undefined && current.toldIn !== undefined && packetIds.includes(current.toldIn)) {
    const packet = rekeyPacket(connection, former, fromB64u(current.mine), random);
    const again = { ...current, since: now, toldIn: packet.packetId };
    return { ...connection, generations: [again, former], outbox: [...connection.outbox, packet] };
  }
  return connection;
}

function newest({ generations: [generation] }: Connection): Generation {
  if (generation === undefined) throw new Error('the connection is over');
  return generation;
}

function sealed(
  connection: Connection,
  { mine, theirs }: Generation,
  content: Members,
  random: Random,
): Packet {
  const packetId = newUuid(random);
  const route = { from: connection.id, to: connection.peerId, packetId };
  return { packetId, blob: sealBlob(fromB64u(mine), fromB64u(theirs), route, content, random) };
}

function openWithAny(
  { generations }: Connection,
  route: Route,
  blob: string,
): { content: Content; generation: Generation } | undefined {
  for (const generation of generations) {
    try {
      const { mine, theirs } = generation;
      return { generation, content: openBlob(fromB64u(mine), fromB64u(theirs), route, blob) };
    } catch {
      // Perhaps the keys before these.
    }
  }
  return undefined;
}

function proven(connection: Connection, used: Generation): Connection {
  if (used.proven) return connection;
  const generations = connection.generations.map((one) => (one === used ? { ...one, proven: true } : one));
  return { ...connection, generations };
}

function withSeen(connection: Connection, packetId: string, at: number): Connection {
  const seen = [...connection.seen, [packetId, at] as const];
  const forgotten = seen.splice(0, Math.max(0, seen.length - SEEN));
  return { ...connection, seen, floor: Math.max(connection.floor, ...forgotten.map(([, moment]) => moment)) };
}

function withIncoming(connection: Connection, message: Message): Connection {
  return withMessage({ ...connection, unread: connection.unread + 1 }, message);
}

function withMessage(connection: Connection, message: Message): Connection {
  return { ...connection, messages: recent([...connection.messages, message].slice(-MESSAGES)) };
}

/** The newest messages, as many as there is room for. */
function recent(messages: readonly Message[]): readonly Message[] {
  let room = CHARACTERS;
  let first = messages.length;
  for (const message of [...messages].reverse()) {
    room -= JSON.stringify(message).length;
    if (room < 0 && first < messages.length) break;
    first -= 1;
  }
  return messages.slice(first);
}

const ORDER: readonly MessageState[] = ['waiting', 'stored', 'delivered', 'received'];

function withStates(connection: Connection, packetIds: readonly string[], state: MessageState): Connection {
  if (packetIds.length === 0) return connection;
  const messages = connection.messages.map((message) => {
    if (message.from !== 'me' || !packetIds.includes(message.packetId)) return message;
    const goesBack = ORDER.includes(state) && ORDER.indexOf(message.state) >= ORDER.indexOf(state);
    const isOver = !ORDER.includes(message.state);
    return goesBack || isOver ? message : { ...message, state };
  });
  return { ...connection, messages };
}
