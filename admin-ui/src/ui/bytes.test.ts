import { expect, test } from 'vitest';

import { inBytes } from './bytes';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1.0 KB'],
  [4_600, '4.5 KB'],
  [4_194_304, '4.0 MB'],
  [125_829_120, '120 MB'],
  [5e15, '4547 TB'],
])('%i is %s', (bytes, text) => {
  expect(inBytes(bytes)).toBe(text);
});
