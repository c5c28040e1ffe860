import { expect, test } from 'vitest';

import { sentence } from './sentence';

test.each([
  ['the peer closed the link', 'The peer closed the link.'],
  ['Done!', 'Done!'],
  [' approved by admin ', 'Approved by admin.'],
  ['', ''],
])('%j becomes %j', (text, made) => {
  expect(sentence(text)).toBe(made);
});
