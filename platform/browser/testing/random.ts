import { hash, type Random, u64 } from '../wire/bytes';

/** The same bytes in every run. */
export function seeded(seed: string): Random {
  let drawn = 0;
  return (size) => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 32) bytes.set(hash(seed, u64(drawn++)).subarray(0, size - at), at);
    return bytes;
  };
}
