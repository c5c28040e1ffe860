import { expect, test } from 'vitest';

import { count, list, members, parseJson, text, texts } from '@browser/wire/json';

test('reads what JSON reads', () => {
  const said = '{"a":[1,{"a":"\\"}{","b":null}],"b":{"a":"x:\\"y\\":"}}';
  expect(parseJson(said)).toEqual(JSON.parse(said));
});

test.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"x":{"a":[],"b":1,"a":{}}}'])(
  'refuses a name twice: %s',
  (said) => {
    expect(() => parseJson(said)).toThrow(SyntaxError);
  },
);

test('takes sixteen levels and no more', () => {
  expect(() => parseJson('['.repeat(16) + ']'.repeat(16))).not.toThrow();
  expect(() => parseJson('['.repeat(17) + ']'.repeat(17))).toThrow(SyntaxError);
});

test('finds out what members are', () => {
  const of = members(parseJson('{"t":"x","n":3,"l":["a"],"m":[1],"f":-1}'));
  expect([text(of, 't'), count(of, 'n'), texts(of, 'l'), list(of, 'absent')]).toEqual(['x', 3, ['a'], []]);
  expect(() => members([])).toThrow(SyntaxError);
  expect(() => text(of, 'n')).toThrow(SyntaxError);
  expect(() => count(of, 'f')).toThrow(SyntaxError);
  expect(() => texts(of, 'm')).toThrow(SyntaxError);
  expect(() => list(of, 't')).toThrow(SyntaxError);
});
