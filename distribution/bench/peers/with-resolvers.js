// js-libp2p asks for Node.js 22 by this alone.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new this((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}
