import { expect, test } from 'vitest';

import { seeded } from '@browser/testing/random';
import { fromHex, hex, utf8 } from '@browser/wire/bytes';
import { agreementKey, isAgreementKey, open, seal } from '@browser/wire/hpke';

// RFC 9180, appendix A.2.3: the first message of mode auth.
const EPHEMERAL = fromHex('c94619e1af28971c8fa7957192b7e62a71ca2dcdde0a7cc4a8a9e741d600ab13');
const RECIPIENT = fromHex('3ca22a6d1cda1bb9480949ec5329d3bf0b080ca4c45879c95eddb55c70b80b82');
const RECIPIENT_KEY = '1a478716d63cb2e16786ee93004486dc151e988b34b475043d3e0175bdb01c44';
const SENDER = fromHex('2def0cb58ffcf83d1062dd085c8aceca7f4c0c3fd05912d847b61f3e54121f05');
const SENDER_KEY = 'f0f4f9e96c54aeed3f323de8534fffd7e0577e4ce269896716bcb95643c8712b';
const BINDING = { info: utf8('Ode on a Grecian Urn'), aad: utf8('Count-0') };
const PLAINTEXT = utf8('Beauty is truth, truth beauty');
const BOX =
  'f7674cc8cd7baa5872d1f33dbaffe3314239f6197ddf5ded1746760bfc847e0e' +
  'ab1a13c9d4f01a87ec3440dbd756e2677bd2ecf9df0ce7ed73869b98e00c09be111cb9fdf077347aeb88e61bdf';

test('seals as the RFC does', () => {
  expect(hex(agreementKey(RECIPIENT))).toBe(RECIPIENT_KEY);
  expect(hex(agreementKey(SENDER))).toBe(SENDER_KEY);
  expect(hex(seal(SENDER, fromHex(RECIPIENT_KEY), BINDING, PLAINTEXT, () => EPHEMERAL))).toBe(BOX);
});

test('opens what the RFC sealed', () => {
  expect(open(RECIPIENT, fromHex(SENDER_KEY), BINDING, fromHex(BOX))).toEqual(PLAINTEXT);
});

test('opens nothing from another sender, for another recipient, bound to something else, or altered', () => {
  const stranger = seeded('stranger')(32);
  const box = fromHex(BOX);
  expect(() => open(RECIPIENT, agreementKey(stranger), BINDING, box)).toThrow();
  expect(() => open(stranger, fromHex(SENDER_KEY), BINDING, box)).toThrow();
  expect(() => open(RECIPIENT, fromHex(SENDER_KEY), { ...BINDING, info: utf8('Ode') }, box)).toThrow();
  expect(() => open(RECIPIENT, fromHex(SENDER_KEY), { ...BINDING, aad: utf8('Count-1') }, box)).toThrow();
  for (const at of [0, 32, box.length - 1]) {
    const altered = box.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => open(RECIPIENT, fromHex(SENDER_KEY), BINDING, altered)).toThrow();
  }
  expect(() => open(RECIPIENT, fromHex(SENDER_KEY), BINDING, box.subarray(0, 47))).toThrow();
});

test('takes no key of low order', () => {
  const low = new Uint8Array(32);
  expect(isAgreementKey(low)).toBe(false);
  expect(isAgreementKey(agreementKey(SENDER))).toBe(true);
  expect(() => seal(SENDER, low, BINDING, PLAINTEXT, seeded('x'))).toThrow();
  expect(() => open(RECIPIENT, low, BINDING, fromHex(BOX))).toThrow();
});
