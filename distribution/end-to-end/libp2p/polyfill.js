/** What libp2p takes for granted and Node.js 20 has not. To be imported before it. */

/** @type {any} */ (Promise).withResolvers ??= function withResolvers() {
  /** @type {any} */
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
