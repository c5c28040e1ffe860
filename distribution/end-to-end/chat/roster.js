/** Who is in a room, the oldest first, as one member has it. */
import { checkedMembers } from './steps.js';

/** @typedef {import('./identity.js').Party} Party */
/** @typedef {'left' | 'offline' | 'removed'} Reason */

export class Roster {
  /** @type {string[]} */
  members = [];
  /** @type {Map<string, Party>} whose keys are known, which gives no trust */
  parties = new Map();
  /** @type {Map<string, Reason>} of those who are not there any more */
  gone = new Map();
  /** @type {Set<string>} who was there before this client came back, or came since */
  seen = new Set();

  /** @param {readonly string[]} members from a member, or from the hub that added somebody */
  take(members) {
    this.members = [...members];
    members.forEach((id) => {
      this.seen.add(id);
      this.gone.delete(id);
    });
  }

  /** @param {readonly string[]} members that the hub says are there, at the return */
  takeBack(members) {
    this.members = [...members];
    this.gone.clear();
  }

  /** @param {string} id @param {Reason} reason */
  leave(id, reason) {
    this.members = this.members.filter((member) => member !== id);
    this.gone.set(id, reason);
    if (reason !== 'offline') this.seen.delete(id);
  }

  /** @param {ReadonlyMap<string, Party>} parties whose ids were checked */
  learn(parties) {
    parties.forEach((party, id) => this.parties.set(id, party));
  }

  /** @param {string} id @returns {boolean} true if something said before it left may still come */
  mayHaveSpoken(id) {
    return this.members.includes(id) || (this.gone.has(id) && this.gone.get(id) !== 'removed');
  }

  /**
   * Holds an order of the hub against what is known. Who was offline may be back.
   *
   * @param {readonly string[]} ordered
   * @returns {boolean} true if nobody is there who was never added, and nobody is missing
   */
  agrees(ordered) {
    const back = ordered.filter((id) => this.gone.get(id) === 'offline');
    const known = [...this.members, ...back];
    return checkedMembers(ordered).length === known.length && known.every((id) => ordered.includes(id));
  }

  /** @param {readonly string[]} ordered that agree */
  returned(ordered) {
    this.members = [...ordered];
    ordered.forEach((id) => this.gone.delete(id));
  }
}
