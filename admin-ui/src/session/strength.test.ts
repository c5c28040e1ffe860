import { expect, test } from 'vitest';

import { loadEstimate } from './strength';

test('knows what people guess first', async () => {
  const estimate = await loadEstimate();
  expect(estimate('password12')).toBeLessThan(2);
  expect(estimate('handfastadmin')).toBeLessThan(2);
  expect(estimate('velvet quantum harbor')).toBe(4);
});
