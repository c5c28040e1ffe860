/** Peers and the hub find each other by multicast DNS, in a network of the test's own. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';

import { Code } from '../libp2p/code.js';
import { Initiator } from '../libp2p/initiator.js';
import { Joiner } from '../libp2p/joiner.js';
import { Peer } from '../libp2p/peer.js';
import { agree, invite, join, peerOf } from '../parts/challenge-response.js';
import { Hub } from '../parts/hub.js';
import { ADDRESS, inOwnNetwork } from '../parts/own-network.js';
import { killTheRest } from '../parts/process.js';

inOwnNetwork(import.meta.url, () => {
  /** @type {Peer[]} */
  const peers = [];

  afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.stop())));

  /** @returns {Promise<Peer>} somebody new who can be found */
  async function someone() {
    const peer = await Peer.start({ listen: ['/ip4/0.0.0.0/tcp/0'], nearby: true });
    assert.ok(
      peer.addresses.some((address) => address.startsWith(`/ip4/${ADDRESS}/`)),
      `${peer.addresses}`,
    );
    peers.push(peer);
    return peer;
  }

  test('peers in JavaScript find each other', async () => {
    const [first, second] = [await someone(), await someone()];
    const code = new Code(randomBytes(16));
    await new Initiator(first, code).start();
    const paired = await Joiner.join(second, code, await second.near(first.id.toString()));
    assert.ok(paired.proven);
    await first.near(second.id.toString());
  });

  describe('with a hub', () => {
    /** @type {Hub} */
    let hub;

    before(async () => {
      hub = await Hub.start({ settings: { 'libp2p.mdns': 'true' } });
    });
    after(async () => {
      await hub.stop();
      killTheRest();
    });

    test('a peer finds the hub, and joins by its code', async () => {
      const peer = await someone();
      const made = await invite(hub);
      const joining = Joiner.join(peer, Code.typed(made.words), await peer.near(peerOf(made)));
      await agree(hub, peer.id.toString());
      assert.ok((await joining).proven);
    });

    test('the hub finds a peer, and joins by its code, whoever else is there', async () => {
      const [initiator, bystander] = [await someone(), await someone()];
      const [code, other] = [new Code(randomBytes(16)), new Code(randomBytes(16))];
      await new Initiator(initiator, code).start();
      await new Initiator(bystander, other).start();
      const joining = join(hub, code.words);
      await agree(hub, initiator.id.toString());
      assert.equal((await joining.exited).code, 0, joining.output);
      assert.ok((await initiator.paired()).proven);
      assert.equal(await hub.admin.deviceAt(bystander.id.toString()), undefined);
    });

    test('a peer of the network that answers first and knows no code is passed over', async () => {
      const [liar, initiator] = [await someone(), await someone()];
      const code = new Code(randomBytes(16));
      const answers = { Challenge: { proof: Buffer.alloc(32) } };
      await new Initiator(liar, code, { instead: answers }).start();
      const joining = join(hub, code.words);
      await liar.near(initiator.id.toString());
      await new Initiator(initiator, code).start();
      await agree(hub, initiator.id.toString());
      assert.equal((await joining.exited).code, 0, joining.output);
      assert.ok((await initiator.paired()).proven);
    });
  });
});
