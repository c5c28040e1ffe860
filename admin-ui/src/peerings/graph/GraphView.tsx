import { Checkbox, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import LinkIcon from '@patternfly/react-icons/dist/esm/icons/link-icon';
import { useState } from 'react';

import type { Peering } from '../../api/types';
import { PeeringGraph } from './PeeringGraph';

interface GraphViewProps {
  peerings: readonly Peering[];
  /** True if those that ended are asked for. */
  wantsEnded: boolean;
}

/** The graph of those pairings that stand, and of those that ended if they are wanted. */
export function GraphView({ peerings, wantsEnded }: GraphViewProps) {
  const [withEnded, setWithEnded] = useState(false);
  const [whole, setWhole] = useState(false);
  const drawn = peerings.filter(({ standing }) => wantsEnded || withEnded || standing !== 'ENDED');
  return (
    <>
      <div className="hf-graph-legend">
        <span className="hf-quiet">
          A device leads to its page, a line to its pairing; devices without one are not drawn. A full dot is
          connected now, a broken line is proposed or has ended. The table says the same in words.
        </span>
        <div className="hf-graph-choices">
          <Checkbox
            id="whole"
            label="All of it at once"
            isChecked={whole}
            onChange={(_, checked) => {
              setWhole(checked);
            }}
          />
          {wantsEnded ? null : (
            <Checkbox
              id="with-ended"
              label="Ended ones too"
              isChecked={withEnded}
              onChange={(_, checked) => {
                setWithEnded(checked);
              }}
            />
          )}
        </div>
      </div>
      {drawn.length === 0 ? (
        <EmptyState headingLevel="h2" icon={LinkIcon} titleText="No pairing stands">
          <EmptyStateBody>All of them have ended.</EmptyStateBody>
        </EmptyState>
      ) : (
        <PeeringGraph peerings={drawn} isWhole={whole} />
      )}
    </>
  );
}
