const DEEPEST = 16;

/** The members of an object that came from elsewhere; what they are is to be found out. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * JSON without the freedoms that let two readers understand two things: no name twice, no more than sixteen levels.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const levels: Set<string>[] = [];
  // It is JSON, so these are all its tokens that matter; a string before a colon is a name.
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (name !== undefined) {
      const read = JSON.parse(name) as string;
      const names = levels.at(-1);
      if (names?.has(read)) throw new SyntaxError(`the name ${name} is there twice`);
      names?.add(read);
    } else if (token === '{' || token === '[') {
      levels.push(new Set());
      if (levels.length > DEEPEST) throw new SyntaxError('too deep');
    } else if (token === '}' || token === ']') {
      levels.pop();
    }
  }
  return value;
}

/** @throws SyntaxError unless it is an object */
export function members(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('no object');
  return value as Members;
}

/** @throws SyntaxError unless that member is text */
export function text(of: Members, name: string): string {
  const value = of[name];
  if (typeof value !== 'string') throw new SyntaxError(`${name} is no text`);
  return value;
}

/** @throws SyntaxError unless that member is a whole number from zero on */
export function count(of: Members, name: string): number {
  const value = of[name];
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new SyntaxError(`${name} is no whole number`);
  return value as number;
}

/** An absent list is an empty one. @throws SyntaxError if that member is something else */
export function list(of: Members, name: string): readonly unknown[] {
  const value = of[name] ?? [];
  if (!Array.isArray(value)) throw new SyntaxError(`${name} is no list`);
  return value;
}

/** @throws SyntaxError unless that member is a list of texts, or absent */
export function texts(of: Members, name: string): readonly string[] {
  const values = list(of, name);
  if (!values.every((value) => typeof value === 'string'))
    throw new SyntaxError(`${name} holds more than texts`);
  return values;
}
