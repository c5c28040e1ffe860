/**
 * PeerServer, the signalling server of PeerJS, as it comes: it passes OFFER, ANSWER and CANDIDATE on by `dst`, and verifies
 * nothing. A client connects to `/peerjs?key=peerjs&id=ID&token=TOKEN`, hears OPEN, and says HEARTBEAT at least every 90 s.
 *
 *     node peer-server.js [PORT]     0, or nothing, takes any free port; the one it got is printed as `port N`
 */
import { PeerServer } from 'peer';

const port = Number(process.argv[2] ?? 0);
// Its own default is 5,000 clients, fewer than are measured.
PeerServer({ port, host: '127.0.0.1', path: '/', concurrent_limit: 20_000 }, (server) => {
  console.log(`port ${server.address().port}`);
});
