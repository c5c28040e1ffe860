import { Banner, Button, Flex, FlexItem } from '@patternfly/react-core';

import { useNow } from '../ui/now';
import { clock } from '../ui/duration';
import { useLive } from './liveContext';

/** Says that what is shown may be old, once that is more than a hiccup. */
export function LiveBanner() {
  const { state, tryNow } = useLive();
  // The first failure is told only if the try right after it fails too.
  if (!('failures' in state) || state.failures < 2) return null;
  return (
    <Banner status="warning" className="hf-banner">
      <Flex
        spaceItems={{ default: 'spaceItemsMd' }}
        justifyContent={{ default: 'justifyContentCenter' }}
        alignItems={{ default: 'alignItemsCenter' }}
        rowGap={{ default: 'rowGapNone' }}
      >
        <FlexItem>
          <span role="status">The hub cannot be reached. What you see may be old.</span>
        </FlexItem>
        <FlexItem>
          {state.at === 'waiting' ? (
            <>
              <Countdown until={state.until} />
              <Button variant="link" isInline onClick={tryNow}>
                Try now
              </Button>
            </>
          ) : (
            'Trying…'
          )}
        </FlexItem>
      </Flex>
    </Banner>
  );
}

function Countdown({ until }: { until: number }) {
  const now = useNow();
  return <span className="hf-tabular">Next try in {clock(until - now)}. </span>;
}
