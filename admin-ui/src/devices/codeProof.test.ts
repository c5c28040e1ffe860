import { expect, test } from 'vitest';

import { codeProofOf } from './codeProof';

const facts = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ protocol: 'challenge-response', name, value }));

test('tells who has proven the code', () => {
  expect(codeProofOf(facts({ proven: 'yes', derivation: 'document' }))).toEqual({
    protocol: 'challenge-response',
    isProven: true,
    isPublic: false,
  });
  expect(codeProofOf(facts({ proven: 'no', derivation: 'document' }))).toMatchObject({ isProven: false });
  expect(codeProofOf(facts({ derivation: 'document' }))).toMatchObject({ isProven: false });
});

test('nobody proves a code that everybody can see', () => {
  expect(codeProofOf(facts({ proven: 'yes', derivation: 'original' }))).toMatchObject({
    isProven: false,
    isPublic: true,
  });
});

test('a device of another protocol has no code', () => {
  expect(codeProofOf(facts({ proven: 'yes' }))).toBeUndefined();
});
