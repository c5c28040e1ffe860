/** Two users who stand together and show each other their codes. */
import { OwnEnd } from './keys.js';
import { readKeyLine, readSignatureLine, signatureLine } from './lines.js';

/** @typedef {import('./client.js').Client} Client */
/** @typedef {import('./connection.js').Connection} Connection */

/**
 * Everything up to the third code, for tests that are about what comes after it.
 *
 * @param {Client} alice who shows first
 * @param {Client} bob
 */
export async function invited(alice, bob) {
  const [own, bobs] = [new OwnEnd(), new OwnEnd()];
  const first = alice.showFirst(own);
  const second = bob.showSecond(bobs);
  const seen = { atBob: readKeyLine(first, 'first'), atAlice: readKeyLine(second, 'second') };
  const step = alice.initiating(own, seen.atAlice.id);
  const third = signatureLine(await alice.initiate(own, seen.atAlice, step));
  const alices = alice.expect(own, seen.atAlice);
  const invitation = readSignatureLine(third);
  return { own, bobs, first, second, third, seen, step, alices, invitation };
}

/** The whole of it. @param {Client} alice @param {Client} bob @returns {Promise<[Connection, Connection]>} of both */
export async function connect(alice, bob) {
  const { bobs, seen, alices, invitation } = await invited(alice, bob);
  const connection = bob.consider(bobs, seen.atBob, invitation);
  await bob.confirm(connection, invitation);
  await alice.settle();
  if (alices.id !== connection.id) throw new Error('the hub told the two ends of different connections');
  alice.messages.splice(0);
  return [alices, connection];
}
