import { ExpandableSection } from '@patternfly/react-core';

/** The addresses of a device besides its first, counted, and folded away until they are wanted. */
export function OtherAddresses({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <ExpandableSection
      toggleText={
        addresses.length === 1 ? 'and one more' : `and ${addresses.length.toLocaleString('en')} more`
      }
    >
      <ul>
        {addresses.map((address) => (
          <li key={address} className="hf-address">
            {address}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
