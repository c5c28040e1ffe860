import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';

import type { DeviceDetail } from '../api/types';
import { ClaimedName } from '../ui/ClaimedName';
import { Line } from '../ui/Line';
import { Moment } from '../ui/Moment';
import { factTerm, isTime } from './facts';

/** What protocols remember of a device; nothing at all if they remember nothing. */
export function DeviceFacts({ facts }: { facts: DeviceDetail['facts'] }) {
  if (facts.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">Facts</CardTitle>
      <CardBody>
        <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: '12rem' }}>
          {facts.map(({ protocol, name, value }) => (
            <Line key={`${protocol} ${name}`} term={factTerm(name)}>
              {isTime(value) ? (
                <>
                  since <Moment at={value} />
                </>
              ) : (
                <ClaimedName name={value} />
              )}
            </Line>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
