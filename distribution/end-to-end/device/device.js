/**
 * A device of direct TCP that shares nothing with the hub but the page `api-spec/protocols/direct-tcp.md`. It is driven
 * step by step, so that a test may stop between any two.
 */
import { randomBytes, randomUUID } from 'node:crypto';

import { Link } from './link.js';
import { generate, open, seal } from './themis.js';
import { checkWords, commitment, fingerprint, PhraseProof } from './words.js';
import { uuidBytes } from './wire.js';

/** @typedef {import('./themis.js').KeyPair} KeyPair */
/** @typedef {import('./wire.js').Revision} Revision */

/**
 * Keys of one pairing: approved by the device's person, or established, once the hub has vouched for the device.
 *
 * @typedef {{ own: KeyPair, hub: Buffer, established: boolean }} Keys
 */

const NOTHING = Buffer.alloc(0);
const COMMITMENT = Buffer.from('HFC1');
const CHALLENGE = 256;

export class Device {
  /** @type {Keys[]} what there is to meet the hub again with, the newest first */
  keys = [];

  /** @param {{ name?: string, revision?: Revision, id?: string }} [parts] */
  constructor({ name = 'A device of its own', revision = 'document', id = randomUUID() } = {}) {
    this.name = name;
    this.revision = revision;
    this.id = id;
  }

  /** @returns {Buffer} */
  get idBytes() {
    return uuidBytes(this.id);
  }

  /** True if it holds keys for the hub. */
  get paired() {
    return this.keys.length > 0;
  }

  /** @param {number} port @param {Parameters<typeof Link.to>[2]} [where] @returns {Promise<Contact>} */
  async dial(port, where) {
    return new Contact(this, await Link.to(port, this.revision, where));
  }

  /**
   * Meets a hub that it is paired with: key checks alone, both ways, with each of its keys until the hub takes one.
   *
   * @param {number} port
   * @returns {Promise<Contact>}
   */
  async reconnect(port) {
    /** @type {unknown} */
    let refused = new Error('the device is not paired');
    for (const keys of [...this.keys]) {
      const contact = await this.dial(port);
      try {
        const hello = await contact.greet();
        if (!hello.paired) throw new Error('the hub does not know the device');
        await contact.meetAgain(keys);
        return contact;
      } catch (error) {
        contact.close();
        refused = error;
      }
    }
    throw refused;
  }
}

/** One connection of a device, and how far the two have come on it. */
export class Contact {
  /** @param {Device} device @param {Link} link */
  constructor(device, link) {
    this.device = device;
    this.link = link;
    /** The hub's device id, once it has said Hello. */
    this.hub = '';
    /** @type {Buffer} */
    this.details = NOTHING;
    /** @type {PhraseProof | undefined} */
    this.phrase = undefined;
    /** @type {KeyPair | undefined} */
    this.own = undefined;
    /** @type {Buffer | undefined} */
    this.hubKey = undefined;
    /** @type {Buffer | undefined} the hub's challenge, opened */
    this.challenge = undefined;
    /** @type {Buffer | undefined} */
    this.ownChallenge = undefined;
  }

  /** Says Hello, and hears the hub's. */
  async greet(paired = this.device.paired) {
    this.sayHello(paired);
    return this.hearHello();
  }

  sayHello(paired = this.device.paired) {
    this.link.send({ type: 'Hello', device: this.device.id, paired });
  }

  async hearHello() {
    const hello = await this.link.expect('Hello');
    this.hub = hello.device;
    return hello;
  }

  /**
   * Asks to be paired.
   *
   * @param {{ commit?: boolean, phrase?: readonly string[], details?: Buffer }} [how] `details` instead of a commitment
   */
  ask({ commit = true, phrase, details } = {}) {
    this.own = generate();
    if (commit) details = Buffer.concat([COMMITMENT, commitment(this.#asking())]);
    this.details = details ?? NOTHING;
    if (phrase !== undefined) {
      this.phrase = new PhraseProof(phrase, this.device.idBytes, uuidBytes(this.hub), this.details);
    }
    this.link.send({ type: 'PairRequest', name: this.device.name, details });
  }

  /** Waits for the hub's person to agree, and so for its key. */
  async takeKey() {
    const { key, test } = await this.link.expect('SendKey');
    this.hubKey = key;
    if (this.phrase !== undefined && !test?.equals(this.phrase.ofAnswering(key))) {
      throw new Error('the hub does not know the phrase');
    }
    return key;
  }

  giveKey() {
    const { own, hubKey } = this.#exchanged();
    const test = this.phrase?.ofAsking(own.publicKey, hubKey);
    this.link.send({ type: 'SendKey', key: own.publicKey, test });
  }

  /** What the device shows its person. */
  get comparison() {
    const answering = { id: uuidBytes(this.hub), key: this.#exchanged().hubKey };
    const commit = commitment(this.#asking());
    return {
      ...checkWords(this.#asking(), answering, commit),
      own: fingerprint(this.#asking()),
      hub: fingerprint(answering),
    };
  }

  /** The device's person says that both show the same: from now on there are keys to come back with. */
  approve() {
    const { own, hubKey } = this.#exchanged();
    this.device.keys.unshift({ own, hub: hubKey, established: false });
  }

  /** @returns {Keys} what this contact checks keys with */
  #keys() {
    const { own, hubKey } = this.#exchanged();
    const keys = this.device.keys.find((k) => k.own === own && k.hub === hubKey);
    if (keys === undefined) throw new Error('the device has not approved these keys');
    return keys;
  }

  async takeChallenge() {
    const { message } = await this.link.expect('KeyCheck');
    const { own, hubKey } = this.#exchanged();
    this.challenge = open(own, hubKey, message);
  }

  answerChallenge() {
    if (this.challenge === undefined) throw new Error('there is no challenge');
    this.link.send({ type: 'KeyCheck', message: this.seal(this.challenge) });
  }

  /** The hub vouches: the keys are established, and take the place of all others. */
  async takeVerdict() {
    const { same } = await this.link.expect('KeyCheckResponse');
    if (!same) throw new Error('the hub says that the answer was wrong');
    const keys = this.#keys();
    keys.established = true;
    this.device.keys = [keys];
  }

  challengeHub() {
    this.ownChallenge = randomBytes(CHALLENGE);
    this.link.send({ type: 'KeyCheck', message: this.seal(this.ownChallenge) });
  }

  /** The hub proves itself. */
  async takeProof() {
    const { message } = await this.link.expect('KeyCheck');
    const { own, hubKey } = this.#exchanged();
    const plain = open(own, hubKey, message);
    if (this.ownChallenge === undefined || !plain.equals(this.ownChallenge)) {
      throw new Error('the hub sent another challenge back');
    }
  }

  vouch() {
    this.link.send({ type: 'KeyCheckResponse', same: true });
  }

  /** Both key checks, begun by the hub, as a first pairing ends. */
  async checkKeys() {
    await this.takeChallenge();
    this.answerChallenge();
    await this.takeVerdict();
    this.challengeHub();
    await this.takeProof();
    this.vouch();
  }

  /**
   * Both key checks, begun by the device that dialled.
   *
   * @param {Keys} keys
   */
  async meetAgain(keys) {
    this.own = keys.own;
    this.hubKey = keys.hub;
    this.challengeHub();
    await this.takeProof();
    this.vouch();
    await this.takeChallenge();
    this.answerChallenge();
    await this.takeVerdict();
  }

  /** @param {Uint8Array} plain @returns {Buffer} a Secure Message to the hub */
  seal(plain) {
    const { own, hubKey } = this.#exchanged();
    return seal(own, hubKey, plain);
  }

  close() {
    this.link.close();
  }

  #asking() {
    if (this.own === undefined) throw new Error('the device has not asked');
    return { id: this.device.idBytes, key: this.own.publicKey };
  }

  #exchanged() {
    if (this.own === undefined || this.hubKey === undefined) throw new Error('no keys were exchanged');
    return { own: this.own, hubKey: this.hubKey };
  }
}
