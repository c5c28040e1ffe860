/** One question and one answer on a stream: each side writes, ends its half, and reads to the other's end. */

/** @typedef {import('@libp2p/interface').Stream} Stream */

const MOST = 65_536;

/** @param {Stream} stream @returns {Promise<Buffer>} all that comes until the other end has ended its half */
export async function readAll(stream) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for await (const part of stream) {
    parts.push(part.subarray());
    size += part.byteLength;
    if (size > MOST) throw new Error(`more than ${MOST} bytes came`);
  }
  return Buffer.concat(parts);
}

/** @param {Stream} stream @param {Uint8Array} question @returns {Promise<Buffer>} the answer */
export async function ask(stream, question) {
  const answer = readAll(stream);
  // It is awaited below, and may fail before.
  answer.catch(() => undefined);
  stream.send(question);
  await stream.close();
  return answer;
}

/**
 * Answers what comes on a stream; resets it without a byte if there is no answer.
 *
 * @param {Stream} stream
 * @param {(question: Buffer) => Promise<Uint8Array>} answer
 */
export async function serve(stream, answer) {
  try {
    const said = await answer(await readAll(stream));
    if (said.length > 0) stream.send(said);
    await stream.close();
  } catch (error) {
    stream.abort(/** @type {Error} */ (error));
  }
}
