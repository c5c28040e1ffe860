/**
 * The admin API's contract: `api-spec/openapi`, whose schemas are JSON Schema 2020-12, and the table of `problems.md`. Every
 * answer that a test sees is held against both.
 */
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

import { CONTRACT, PROBLEMS } from './places.js';

const DOCUMENT = 'handfast-admin';

/** @typedef {import('./admin.js').Answer} Answer */

class Contract {
  /** @type {Map<string, import('ajv').ValidateFunction>} */
  #compiled = new Map();
  /** What was seen of it: `GET /devices 200`. */
  seen = new Set();

  constructor() {
    this.document = parse(readFileSync(CONTRACT, 'utf8'));
    this.problems = new Map(
      [...readFileSync(PROBLEMS, 'utf8').matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
        code,
        Number(status),
      ]),
    );
    assert.ok(this.problems.size > 0, `${PROBLEMS} lists no problems`);
    // The keywords of OpenAPI itself are no schemas, and formats of numbers say how large they may be.
    this.ajv = new Ajv2020.default({ strict: false, allErrors: true, formats: { int64: true, binary: true } });
    addFormats.default(this.ajv);
    this.ajv.addSchema(this.document, DOCUMENT);
  }

  /** @param {string} pointer into the document @param {unknown} value @param {string} what */
  #conforms(pointer, value, what) {
    let validate = this.#compiled.get(pointer);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref: `${DOCUMENT}#${encodeURI(pointer)}` });
      this.#compiled.set(pointer, validate);
    }
    const errors = validate(value) ? '' : this.ajv.errorsText(validate.errors, { separator: '\n' });
    assert.equal(errors, '', `${what} is not what the contract promises: ${JSON.stringify(value)}`);
  }

  /** @param {string} method @param {string} path with or without a query @param {Answer} answer */
  check(method, path, answer) {
    if (answer.headers['content-type']?.startsWith('application/problem+json')) this.checkProblem(answer);
    const place = this.#place(method, path);
    if (place === undefined) return;
    const { template, operation, pointer } = place;
    const what = `${method} ${template} ${answer.status}`;
    this.seen.add(what);
    const { status } = answer;
    const promised = operation.responses[status];
    if (promised === undefined) {
      assert.ok(status >= 400, `${what} is nowhere in the contract`);
      return;
    }
    const response = promised.$ref === undefined ? `${pointer}/responses/${status}` : promised.$ref.slice(1);
    const { content } = this.#at(response);
    const [type] = (answer.headers['content-type'] ?? '').split(';');
    if (content === undefined) {
      assert.equal(answer.text, '', `${what} has a body`);
      return;
    }
    assert.ok(type !== undefined && type in content, `${what} is ${type}`);
    if (type?.endsWith('json')) {
      this.#conforms(`${response}/content/${escaped(type)}/schema`, answer.body, what);
    }
  }

  /** @param {Answer} answer */
  checkProblem({ status, body }) {
    this.#conforms('/components/schemas/Problem', body, 'the problem');
    assert.equal(body.status, status);
    assert.equal(body.type, `urn:handfast:problem:${body.code}`);
    assert.equal(this.problems.get(body.code), status, `problems.md does not have ${body.code} as ${status}`);
  }

  /** @param {unknown} news */
  checkNews(news) {
    this.#conforms('/components/schemas/News', news, 'an event');
  }

  /** The operation at an address, if the contract has one. @param {string} method @param {string} path */
  #place(method, path) {
    const [, below] = /^\/api\/v1(\/[^?]*)/.exec(path) ?? [];
    if (below === undefined) return undefined;
    for (const [template, item] of Object.entries(this.document.paths)) {
      const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '[^/;]+')}$`);
      const operation = item[method.toLowerCase()];
      if (pattern.test(below) && operation !== undefined) {
        return { template, operation, pointer: `/paths/${escaped(template)}/${method.toLowerCase()}` };
      }
    }
    return undefined;
  }

  /** @param {string} pointer @returns {any} */
  #at(pointer) {
    return pointer
      .slice(1)
      .split('/')
      .reduce((at, part) => at[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.document);
  }
}

/** @param {string} part @returns {string} as a JSON pointer has it */
function escaped(part) {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

export const contract = new Contract();
