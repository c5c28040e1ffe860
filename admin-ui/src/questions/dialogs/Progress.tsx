import { Flex, FlexItem, Spinner } from '@patternfly/react-core';

import { ClaimedName } from '../../ui/ClaimedName';
import type { Flow } from '../flow';

/** What is going on while nobody is asked anything. */
export function Progress({ flow }: { flow: Flow }) {
  return (
    <Flex
      className="hf-progress"
      alignItems={{ default: 'alignItemsCenter' }}
      spaceItems={{ default: 'spaceItemsLg' }}
      flexWrap={{ default: 'nowrap' }}
    >
      <FlexItem>
        <Spinner size="lg" aria-label="Under way" />
      </FlexItem>
      <FlexItem>
        {flow.at === 'exchanging' ? (
          <p>
            The hub and <ClaimedName name={flow.question.name} /> exchange keys. What to compare appears here
            as soon as the device has answered.
          </p>
        ) : (
          <p>
            The hub checks that <ClaimedName name={flow.question.name} /> holds the key it sent. This takes a
            moment.
          </p>
        )}
      </FlexItem>
    </Flex>
  );
}
