import { describe, expect, test } from 'vitest';

import { claimedName } from './claims';

describe('a claimed name', () => {
  test.each([
    ["Ada's laptop", "Ada's laptop"],
    ['Größe 大きい', 'Größe 大きい'],
    ['שלום', 'שלום'],
    ['', '(no name)'],
    [' \t ', '⟨U+0009⟩'],
    ['   ', '(no name)'],
    ['Living\u202Egnp.exe', 'Living⟨U+202E⟩gnp.exe'],
    ['Ada\u200B', 'Ada⟨U+200B⟩'],
    ['line\nbreak', 'line⟨U+000A⟩break'],
    ['nul\u0000', 'nul⟨U+0000⟩'],
    ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
    ['not\u200Djoined', 'not⟨U+200D⟩joined'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
  ])('%j is shown as %j', (name, shown) => {
    expect(claimedName(name)).toBe(shown);
  });
});
