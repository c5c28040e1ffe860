// A node of js-libp2p that says who it is, with room for the load.
import './with-resolvers.js'
import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { createLibp2p } from 'libp2p'

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: {
    inboundConnectionThreshold: Infinity,
    maxIncomingPendingConnections: 10_000,
    maxConnections: 100_000,
  },
  services: { identify: identify() },
})
const port = node.getMultiaddrs()[0].toString().split('/')[4]
console.log(`listening on port ${port} as ${node.peerId}`)
