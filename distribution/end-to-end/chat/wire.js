/** The frames that a hub sends. One that is not as the page has it is refused; what more is in it is passed over. */
import { unb64u } from '../qr/bytes.js';
import { checkedIdentity } from './identity.js';
import { readObject } from './json.js';
import { checkedEpoch, checkedKeys, checkedMembers, LARGEST_ROOM } from './steps.js';

/** As much as a hub may ever say at once, in bytes. */
export const LARGEST = 262_144;
const ROOM = /^[a-z0-9-]{1,64}$/;

/** @param {string} room @returns {string} the same */
export function checkedRoom(room) {
  if (!ROOM.test(room)) throw new Error(`${JSON.stringify(room)} is no name of a room`);
  return room;
}

/** @param {unknown} value */
function text(value) {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
}

/** @param {unknown} value @param {number} most */
function count(value, most) {
  if (!Number.isSafeInteger(value) || Number(value) < 1 || Number(value) > most)
    throw new Error(`${value} is no count`);
}

/** @param {unknown} value whatever a peer has put into it */
function box(value) {
  unb64u(value);
}

/** @type {Record<string, (frame: Record<string, any>) => unknown>} */
const FRAMES = {
  prove: ({ sealed }) => box(sealed),
  ack({ members, roster, keys }) {
    count(members, LARGEST_ROOM);
    if (roster === undefined) {
      if (members !== 1) throw new Error('the first user is alone');
      return;
    }
    checkedMembers(roster);
    if (!Array.isArray(keys) || keys.length !== roster.length) throw new Error('there is not a key for each member');
  },
  nack({ reason, code }) {
    text(reason);
    text(code);
  },
  waiting: ({ seconds }) => count(seconds, 86_400),
  new_user({ identity, public_key }) {
    checkedIdentity(identity);
    if (public_key !== undefined) checkedKeys([identity], [public_key]);
  },
  relay(frame) {
    checkedIdentity(frame.from);
    box(frame.box);
  },
  user_added({ identity, by, epoch, members, public_key, keys }) {
    checkedIdentity(by);
    checkedEpoch(epoch);
    checkedMembers(members, identity, by);
    checkedKeys([identity], [public_key]);
    if (keys !== undefined) checkedKeys(members, keys);
  },
  broadcast(frame) {
    checkedIdentity(frame.from);
    checkedEpoch(frame.epoch);
    count(frame.seq, Number.MAX_SAFE_INTEGER);
    box(frame.box);
  },
  rekey({ epoch, by, members }) {
    checkedEpoch(epoch);
    checkedMembers(members, by);
  },
  user_left({ identity, reason }) {
    checkedIdentity(identity);
    if (!['left', 'offline', 'removed'].includes(reason)) throw new Error(`${reason} is no reason to leave`);
  },
  error({ code, detail, epoch }) {
    text(code);
    text(detail);
    if (code === 'stale_epoch') checkedEpoch(epoch);
  },
};

/** @param {string} raw @returns {Record<string, any>} the frame @throws {Error} if a hub does not say such a thing */
export function readFrame(raw) {
  const frame = readObject(raw);
  const check = Object.hasOwn(FRAMES, frame.type) ? FRAMES[frame.type] : undefined;
  if (check === undefined) throw new Error(`a hub does not say ${JSON.stringify(frame.type)}`);
  try {
    check(frame);
  } catch (cause) {
    throw new Error(`${/** @type {Error} */ (cause).message}: ${raw.slice(0, 1_000)}`, { cause });
  }
  return frame;
}
