// PeerServer as it comes, with room for the load.
import { PeerServer } from 'peer'

PeerServer({ port: 0, host: '127.0.0.1', path: '/', concurrent_limit: 1_000_000, alive_timeout: 3_600_000 }, (server) =>
  console.log(`listening on port ${server.address().port}`),
)
