import { claimedName } from './claims';

/** A name that came from outside. It cannot turn the text around it, and it shows what would not be seen. */
export function ClaimedName({ name }: { name: string }) {
  return <bdi className="hf-name">{claimedName(name)}</bdi>;
}
