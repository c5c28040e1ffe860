/** The HTTP side of a relay, asked as a program does that shares nothing with it. */
import { request } from 'node:http';

/**
 * @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, text: string, body: any }} Answer
 * @typedef {{ port: number, from?: string }} Place where the relay is, and which address of this machine asks
 * @typedef {{ method?: string, headers?: import('node:http').OutgoingHttpHeaders, body?: string | Uint8Array, agent?: import('node:http').Agent }} Question
 */

/** @param {Place} place @param {string} path @param {Question} [question] @returns {Promise<Answer>} */
export function ask({ port, from }, path, { method = 'GET', headers = {}, body, agent } = {}) {
  return new Promise((resolve, reject) => {
    const isSized = body !== undefined && !('Transfer-Encoding' in headers);
    const length = isSized ? { 'Content-Length': Buffer.byteLength(body) } : {};
    const where = { hostname: '127.0.0.1', port, path, method, localAddress: from, agent: agent ?? false };
    const sent = request({ ...where, headers: { ...length, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        const isJson = /^application\/(problem\+)?json/.test(response.headers['content-type'] ?? '');
        const parsed = isJson && text !== '' ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** @param {Place} place @param {unknown} registration @param {Question} [question] @returns {Promise<Answer>} */
export function register(place, registration, question) {
  const body = typeof registration === 'string' ? registration : JSON.stringify(registration);
  return ask(place, '/users', {
    method: 'POST',
    body,
    ...question,
    headers: { 'Content-Type': 'application/json', ...question?.headers },
  });
}

/**
 * A relay that has heard enough from an address says so, or just hangs up.
 *
 * @param {Promise<Answer>} asked
 * @returns {Promise<Answer | undefined>} undefined if it was turned away
 */
export async function unlessLimited(asked) {
  try {
    const answer = await asked;
    return answer.status === 429 ? undefined : answer;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ECONNRESET' || code === 'EPIPE') return undefined;
    throw error;
  }
}
