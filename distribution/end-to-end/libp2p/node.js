/** A node of js-libp2p: TCP, Noise, Yamux, identify, ping, and what of Kademlia and multicast DNS a test asks for. */
import './polyfill.js';

import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
import { identify } from '@libp2p/identify';
import { kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { mdns } from '@libp2p/mdns';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { createLibp2p } from 'libp2p';

import * as records from './records.js';

/** @typedef {import('libp2p').Libp2p<any>} Node */

/**
 * @typedef {object} NodeOptions
 * @property {Uint8Array} seed of its Ed25519 key, 32 bytes
 * @property {string[]} [listen]
 * @property {string} [dht] the id that Kademlia goes by; without it there is none
 * @property {boolean} [nearby] finds others, and is found, by multicast DNS
 */

/** @param {NodeOptions} options @returns {Promise<Node>} running */
export async function start({ seed, listen = ['/ip4/127.0.0.1/tcp/0'], dht, nearby = false }) {
  return createLibp2p({
    privateKey: await generateKeyPairFromSeed('Ed25519', seed),
    addresses: { listen },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    // All nodes of a test are on one machine, which is more than it wants of one otherwise.
    connectionManager: { inboundConnectionThreshold: Infinity, maxIncomingPendingConnections: 100 },
    peerDiscovery: nearby ? [mdns({ interval: 1_000 })] : [],
    services: { identify: identify(), ping: ping(), ...(dht === undefined ? {} : { dht: kademlia(dht) }) },
  });
}

/** @param {string} protocol */
function kademlia(protocol) {
  return kadDHT({
    protocol,
    clientMode: false,
    peerInfoMapper: passthroughMapper,
    allowQueryWithZeroPeers: true,
    initialQuerySelfInterval: 100,
    validators: { [records.NAMESPACE]: records.validate },
    selectors: { [records.NAMESPACE]: records.select },
  });
}
