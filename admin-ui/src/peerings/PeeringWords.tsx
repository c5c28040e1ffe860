import { ExpandableSection } from '@patternfly/react-core';
import type { ReactNode } from 'react';

import type { Peering, Shown } from '../api/types';
import { Notice } from '../ui/Notice';
import { NumberedWords, Symbols } from '../ui/Words';
import { peerName } from './peer';

type Level = 'h2' | 'h3';

interface PeeringWordsProps {
  peering: Peering;
  /** Of its headings: one below what they stand under. */
  level: Level;
}

/** What the two ends of a pairing show, as far as the hub can tell. Folded away until it is wanted. */
export function PeeringWords({ peering, level }: PeeringWordsProps) {
  if (peering.shown.length === 0) return null;
  return (
    <ExpandableSection toggleText="Words to compare">
      <div className="hf-stack">
        <Notice variant="info" title="No proof against this hub itself">
          The hub worked these out from the keys that went through it. To be sure of each other, the two must
          compare what their own screens show.
        </Notice>
        {peering.shown.map((shown) => (
          <ShownSection
            key={`${shown.kind} ${shown.values[0] ?? ''}`}
            shown={shown}
            peering={peering}
            level={level}
          />
        ))}
      </div>
    </ExpandableSection>
  );
}

function ShownSection({ shown: { kind, values }, peering, level }: PeeringWordsProps & { shown: Shown }) {
  switch (kind) {
    case 'CHECK_WORDS':
      return (
        <Section level={level} heading="Check words">
          <NumberedWords words={values} label="Check words" />
        </Section>
      );
    case 'CHECK_SYMBOLS':
      return (
        <Section level={level} heading="Check symbols">
          <Symbols values={values} label="Check symbols" />
        </Section>
      );
    case 'FINGERPRINT': {
      const [address = '', ...words] = values;
      const heading = `Key of ${holder(peering, address)}`;
      return (
        <Section level={level} heading={heading}>
          <NumberedWords words={words} label={heading} />
        </Section>
      );
    }
    default:
      return <p>{values.join(' ')}</p>;
  }
}

interface SectionProps {
  level: Level;
  heading: string;
  children: ReactNode;
}

function Section({ level: Heading, heading, children }: SectionProps) {
  return (
    <section>
      <Heading className="hf-subtitle">{heading}</Heading>
      {children}
    </section>
  );
}

/** Whose key it is: the name of the end that has the address. */
function holder({ proposer, other }: Peering, address: string): string {
  const end = [proposer, other].find((e) => e.address === address);
  return end === undefined ? address : peerName(end);
}
