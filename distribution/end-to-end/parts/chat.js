/** Chats at a hub: who meets there, and what the administrator does about them. */
import assert from 'node:assert/strict';

import { LineChannel, WebSocketChannel } from '../chat/channel.js';
import { meetHub } from '../chat/hub.js';
import { PROTOCOL } from '../chat/identity.js';
import { Peer } from '../chat/peer.js';
import { proof } from '../chat/proof.js';
import { b64u } from '../qr/bytes.js';
import { anotherAddress } from './relay.js';

/** @typedef {import('./hub.js').Hub} Hub */
/** @typedef {import('../chat/channel.js').Channel} Channel */
/** @typedef {import('../chat/hub.js').KnownHub} KnownHub */
/** @typedef {import('../chat/identity.js').Identity} Identity */
/** @typedef {'ws' | 'lines'} Way */

let rooms = 0;

/** @returns {string} that nobody was in yet */
export function freshRoom() {
  return `room-${++rooms}`;
}

export class Chat {
  /** @param {Hub} hub @param {number} port of WebSockets @param {number} linesPort @param {KnownHub} known */
  constructor(hub, port, linesPort, known) {
    this.hub = hub;
    this.port = port;
    this.linesPort = linesPort;
    this.known = known;
  }

  /** @param {Hub} hub @param {KnownHub} [pinned] @returns {Promise<Chat>} */
  static async of(hub, pinned) {
    const { listeners } = await hub.admin.hub();
    const port = await hub.portOf('relay-key-exchange');
    const its = listeners.filter((/** @type {any} */ listener) => listener.protocol === PROTOCOL);
    const lines = its.find((/** @type {any} */ listener) => listener.port !== port);
    assert.ok(lines !== undefined, JSON.stringify(listeners));
    return new Chat(hub, port, lines.port, await meetHub({ port, from: anotherAddress() }, pinned));
  }

  /** @param {string} room @param {Way} [way] @returns {Promise<Channel>} from an address that was not here yet, on which nothing was said */
  open(room, way = 'ws') {
    const from = anotherAddress();
    if (way === 'lines') return LineChannel.open({ port: this.linesPort, from }, room);
    return WebSocketChannel.open({ port: this.port, from }, room);
  }

  /** @param {Peer} peer @param {string} room @param {Way} [way] @returns {Promise<Peer>} that has come to the room */
  async enter(peer, room, way) {
    peer.enter(await this.open(room, way), this.known, room);
    return peer;
  }

  /** Lets one come after the other, and each know the others. @param {string} room @param {readonly Peer[]} peers */
  async gather(room, ...peers) {
    for (const [i, peer] of peers.entries()) {
      await this.enter(peer, room, i % 2 === 1 ? 'lines' : 'ws');
      await peer.joined();
      for (const other of peers.slice(0, i)) await greeted(other, peer);
    }
  }

  /** @returns {Promise<{ room: string, ada: Peer, bob: Peer, eve: Peer }>} three in a room, the oldest first */
  async three() {
    const room = freshRoom();
    const [ada, bob, eve] = friends('Ada', 'Bob', 'Eve');
    assert.ok(ada !== undefined && bob !== undefined && eve !== undefined);
    await this.gather(room, ada, bob, eve);
    return { room, ada, bob, eve };
  }

  /** @param {string} room @param {Identity} identity @param {{ way?: Way, proves?: boolean }} [how] @returns {Promise<Channel>} of somebody who has said who it is, and does nothing more */
  async arrive(room, identity, { way = 'ws', proves = false } = {}) {
    const channel = await this.open(room, way);
    channel.send({
      type: 'identity',
      identity: identity.id,
      ...(proves && { public_key: b64u(identity.publicKey) }),
    });
    if (proves) {
      const { sealed } = await channel.expect('prove');
      const where = { hubId: this.known.hubId, room };
      channel.send({ type: 'proof', nonce: await proof(identity, this.known.key, where, sealed) });
    }
    return channel;
  }

  /** @param {string} name @param {Record<string, string>} args */
  command(name, args) {
    return this.hub.admin.post(`/protocols/${PROTOCOL}/commands/${name}`, { arguments: args });
  }
}

/** @param {...string} names @returns {Peer[]} who trust each other */
export function friends(...names) {
  const peers = names.map((name) => new Peer({ name }));
  introduce(...peers);
  return peers;
}

/** Lets all trust each other. @param {...Peer} peers */
export function introduce(...peers) {
  for (const peer of peers) for (const other of peers) if (other !== peer) peer.trust.add(other.line);
}

/** Waits until one was greeted by the other. @param {Peer} peer @param {Peer} newcomer */
export async function greeted(peer, newcomer) {
  await peer.until(() => peer.names.get(newcomer.id) === newcomer.name, `a greeting of ${newcomer.name}`);
}

/** Holds each to hear all others, to have the same roster, and nothing to complain of. @param {...Peer} peers */
export async function assertTalk(...peers) {
  for (const speaker of peers) {
    speaker.say(`this is ${speaker.name}`);
    for (const peer of peers) {
      if (peer !== speaker) assert.equal((await peer.hears()).text, `this is ${speaker.name}`);
    }
  }
  for (const peer of peers) {
    assert.deepEqual(peer.roster.members, peers[0]?.roster.members, `${peer.name} ${peer}`);
    assert.deepEqual([peer.warnings, peer.errors], [[], []], `${peer.name} ${peer}`);
  }
}

/** @param {Peer} peer @param {string} code of the error that it is told of, and of no other @returns {Promise<any>} */
export async function refused(peer, code) {
  const error = await peer.until(() => peer.errors.shift(), `an error ${code}`);
  assert.equal(error.code, code, JSON.stringify(error));
  return error;
}

/** @param {Channel} channel @returns {Promise<string>} the code of the error or nack that comes next, or `closed` */
export async function outcome(channel) {
  const text = await Promise.race([channel.nextText().catch(() => undefined), channel.closed.then(() => undefined)]);
  if (text === undefined) return channel.arrived.length > 0 ? outcome(channel) : 'closed';
  const frame = JSON.parse(text);
  return frame.type === 'error' || frame.type === 'nack' ? frame.code : frame.type;
}
