import { expect, test } from 'vitest';

import { byProtocol } from './addresses';

test('puts the first of each protocol before the others', () => {
  const at = (protocol: string, address: string) => ({
    protocol,
    protocolTitle: protocol.toUpperCase(),
    address,
  });
  expect(
    byProtocol([at('qr', 'account'), at('relay', 'CODE'), at('qr', 'pair-1'), at('qr', 'pair-2')]),
  ).toEqual([
    { protocol: 'qr', title: 'QR', first: 'account', others: ['pair-1', 'pair-2'] },
    { protocol: 'relay', title: 'RELAY', first: 'CODE', others: [] },
  ]);
  expect(byProtocol([])).toEqual([]);
});
