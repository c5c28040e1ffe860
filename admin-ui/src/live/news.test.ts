import { expect, test } from 'vitest';

import { readNews } from './news';

test('reads what a hub says, and leaves what a newer one adds', () => {
  expect(readNews('{"version":7}')).toEqual({ version: 7 });
  expect(readNews('{"version":7,"id":"d","more":true}')).toEqual({ version: 7, id: 'd' });
});

test.each([undefined, '', '{', 'null', '[]', '{}', '{"version":"7"}'])('makes nothing of %j', (data) => {
  expect(readNews(data)).toBeUndefined();
});
