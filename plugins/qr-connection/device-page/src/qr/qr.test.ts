import jsQR from 'jsqr';
import { expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { modulesOf, type Modules } from '@browser/ui/draw';
import { hex } from '@browser/wire/bytes';

import { writeLine } from '../wire/lines';
import { readPixels } from './read';

const random = seeded('qr');
const KEYS = { kind: 'K', x25519: random(32), pairKey: random(32), commit: random(32) } as const;
const LINES = {
  first: writeLine({ ...KEYS, host: 'HUB.EXAMPLE:9081' }),
  'first at an IPv6 host': writeLine({ ...KEYS, host: '[FD00::1]:9081' }),
  second: writeLine({
    kind: 'S',
    signature: random(64),
    expires: 1_800_000_000,
    senderId: hex(random(20)),
    recipientId: hex(random(20)),
    nonce: random(16),
  }),
};

function pixels(modules: Modules, scale: number) {
  const side = modules.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true)
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

test.each(Object.entries(LINES))(
  'what is drawn of the %s line is read again, by another reader too',
  (_, line) => {
    const { width, height, data } = pixels(modulesOf(line), 4);
    expect(readPixels({ width, height, data })).toBe(line);
    expect(jsQR(data, width, height)?.data).toBe(line);
  },
);

test('a line in upper case is drawn smaller than its bytes would be', () => {
  expect(modulesOf(LINES.first).length).toBeLessThan(modulesOf(LINES.first.toLowerCase()).length);
});

test('nothing is read where there is no code', () => {
  expect(
    readPixels({ width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(255) }),
  ).toBeUndefined();
});
