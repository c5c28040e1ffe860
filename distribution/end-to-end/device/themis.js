/** Keys and Secure Messages, by the WebAssembly build of the Themis library. */

/** @typedef {{ publicKey: Buffer, privateKey: Buffer }} KeyPair both in the library's container */

const themis = await load();

/** Where there is a `fetch`, the library fetches its own code by URL; and it wants to handle this process's errors. */
async function load() {
  const { fetch } = globalThis;
  Reflect.deleteProperty(globalThis, 'fetch');
  const handlers = /** @type {const} */ (['uncaughtException', 'unhandledRejection']).map((event) => ({
    event,
    before: process.listeners(/** @type {any} */ (event)),
  }));
  try {
    const { default: library } = await import('wasm-themis');
    await library.initialize();
    return library;
  } finally {
    globalThis.fetch = fetch;
    for (const { event, before } of handlers) {
      process.removeAllListeners(event);
      before.forEach((listener) => process.on(event, /** @type {any} */ (listener)));
    }
  }
}

/** @returns {KeyPair} a new one on P-256 */
export function generate() {
  const pair = new themis.KeyPair();
  return { publicKey: Buffer.from(pair.publicKey), privateKey: Buffer.from(pair.privateKey) };
}

/**
 * Seals a Secure Message, anew each time.
 *
 * @param {KeyPair} own
 * @param {Buffer} theirs the other end's public key
 * @param {Uint8Array} plain
 * @returns {Buffer}
 */
export function seal(own, theirs, plain) {
  return Buffer.from(between(own, theirs).encrypt(plain));
}

/**
 * Opens a Secure Message.
 *
 * @param {KeyPair} own
 * @param {Buffer} theirs
 * @param {Uint8Array} message
 * @returns {Buffer}
 * @throws {Error} if it is not from the other end's key to ours
 */
export function open(own, theirs, message) {
  return Buffer.from(between(own, theirs).decrypt(message));
}

/** @param {KeyPair} own @param {Buffer} theirs */
function between(own, theirs) {
  const pair = new themis.KeyPair(new themis.PrivateKey(own.privateKey), new themis.PublicKey(theirs));
  return new themis.SecureMessage(pair);
}
