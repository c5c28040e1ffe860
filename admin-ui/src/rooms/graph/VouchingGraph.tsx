import { Checkbox } from '@patternfly/react-core';
import { useMemo, useState } from 'react';

import type { Participant, Room } from '../../api/types';
import { Drawing } from '../../graph/Drawing';
import { participantName } from '../participant';
import { PickedVouch } from './PickedVouch';
import { vouchingGraph, type Vouch } from './vouching';

interface VouchingGraphProps {
  room: Room;
  members: readonly Participant[];
}

/** Who vouched for whom in a room, as a drawing. */
export function VouchingGraph({ room, members }: VouchingGraphProps) {
  const graph = useMemo(() => vouchingGraph(members), [members]);
  const [whole, setWhole] = useState(false);
  return (
    <>
      <div className="hf-graph-legend">
        <span className="hf-quiet">
          A line leads from whoever vouched to the one who came in by it. A full dot is here now, a broken one
          has only claimed its identity, or has left. The table says the same in words.
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
        </div>
      </div>
      <Drawing
        graph={graph}
        label="Graph of who vouched for whom"
        thereMeans="here"
        isWhole={whole}
        isDirected
        keyOf={keyOf}
        say={({ voucher, member }) => `${participantName(voucher)} vouched for ${participantName(member)}`}
        look={() => 'ESTABLISHED'}
        panel={(vouch, close) => <PickedVouch key={keyOf(vouch)} room={room} vouch={vouch} onClose={close} />}
      />
    </>
  );
}

/** A member comes in once. */
function keyOf({ member }: Vouch): string {
  return member.address;
}
