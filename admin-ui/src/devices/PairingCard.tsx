import { Card, CardBody, CardTitle, Content, ExpandableSection } from '@patternfly/react-core';

import type { Pairing } from '../api/types';
import { ClaimedName } from '../ui/ClaimedName';
import { CopyText } from '../ui/CopyText';
import { Moment } from '../ui/Moment';
import { NumberedWords } from '../ui/Words';

/** What the contract calls the end that is this hub. */
const THIS_HUB = 'the hub';

interface PairingCardProps {
  pairing: Pairing;
  deviceName: string;
}

/** A lasting relation, and the keys that it stands on. */
export function PairingCard({ pairing, deviceName }: PairingCardProps) {
  const { protocolTitle, with: other, algorithm, publicKey, fingerprint, ownFingerprint, since } = pairing;
  return (
    <Card>
      <CardTitle component="h2">
        Pairing with {other === THIS_HUB ? 'this hub' : <ClaimedName name={other} />}, {protocolTitle}
      </CardTitle>
      <CardBody>
        <Content className="hf-quiet">
          Paired <Moment at={since} />
          {pairing.approvedBy === undefined ? '' : `, approved by ${pairing.approvedBy}`}. To be sure that
          nobody is in between, compare these words with what the device shows: all twelve, in order.
        </Content>
        <div className="hf-keys">
          <section>
            <h3 className="hf-subtitle">
              Key of <ClaimedName name={deviceName} />
            </h3>
            <NumberedWords words={fingerprint} label="Fingerprint of the device’s key" />
          </section>
          <section>
            <h3 className="hf-subtitle">{other === THIS_HUB ? 'Key of this hub' : 'Key of the other end'}</h3>
            <NumberedWords words={ownFingerprint} label="Fingerprint of the other key" />
          </section>
        </div>
        <ExpandableSection toggleText="The device’s key itself">
          <p>{algorithm}</p>
          <CopyText text={publicKey} what="the key" />
        </ExpandableSection>
      </CardBody>
    </Card>
  );
}
