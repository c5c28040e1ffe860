/** What came and was not yet acknowledged to the hub. */
export class Receipts {
  /** @type {Map<string, Set<string>>} packets, by the pair id that they were addressed to */
  #packets = new Map();
  /** @type {Set<string>} */
  #messages = new Set();

  get isEmpty() {
    return this.#packets.size === 0 && this.#messages.size === 0;
  }

  /** As a sync says it. */
  get body() {
    return {
      lastPacketsReceived: [...this.#packets].map(([pairID, ids]) => ({ pairID, packetIDs: [...ids] })),
      serverMessagesReceived: [...this.#messages],
    };
  }

  /** @param {{ pairID: string, packetID: string }} packet that came */
  addPacket({ pairID, packetID }) {
    const ids = this.#packets.get(pairID) ?? new Set();
    this.#packets.set(pairID, ids.add(packetID));
  }

  /** @param {string} jti of a message of the hub that came */
  addMessage(jti) {
    this.#messages.add(jti);
  }

  /** @param {string} pairID that nobody can address any more */
  forget(pairID) {
    this.#packets.delete(pairID);
  }

  /** @param {{ lastPacketsReceived?: any[], serverMessagesReceived?: string[] }} body that the hub took */
  said({ lastPacketsReceived = [], serverMessagesReceived = [] }) {
    for (const { pairID, packetIDs } of lastPacketsReceived) {
      const ids = this.#packets.get(pairID);
      for (const id of packetIDs) ids?.delete(id);
      if (ids?.size === 0) this.#packets.delete(pairID);
    }
    for (const jti of serverMessagesReceived) this.#messages.delete(jti);
  }
}
