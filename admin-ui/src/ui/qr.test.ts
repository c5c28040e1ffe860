import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';

import { qrDrawing } from './qr';

const WORDS = 'abandon math mimic master federal design carbon crystal rookie group knife youth';
const SCALE = 4;

test('a reader reads what was drawn', () => {
  const { size, path } = qrDrawing(WORDS);
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let dy = 0; dy < SCALE; dy++) {
      const from = ((Number(y) * SCALE + dy) * side + Number(x) * SCALE) * 4;
      for (let i = 0; i < Number(length) * SCALE; i++) data.fill(0, from + i * 4, from + i * 4 + 3);
    }
  }
  expect(decodeQR({ width: side, height: side, data })).toBe(WORDS);
});
