import type { Room } from '../../api/types';
import { Picked } from '../../graph/Picked';
import { Moment } from '../../ui/Moment';
import { IdentityLabel } from '../IdentityLabel';
import { isProven, since } from '../participant';
import { ParticipantLink } from '../ParticipantLink';
import { RemoveButton } from '../RemoveButton';
import type { Vouch } from './vouching';

interface PickedVouchProps {
  room: Room;
  vouch: Vouch;
  onClose: () => void;
}

/** The vouch whose line was chosen, and what can be done about whom it let in. */
export function PickedVouch({ room, vouch: { voucher, member }, onClose }: PickedVouchProps) {
  const began = since(member);
  return (
    <Picked label="The chosen vouch" acts={<RemoveButton room={room} member={member} />} onClose={onClose}>
      <ParticipantLink participant={voucher} /> vouched for <ParticipantLink participant={member} />{' '}
      <IdentityLabel isProven={isProven(member)} />
      {began === undefined ? null : (
        <div className="hf-quiet">
          <Moment at={began} />
        </div>
      )}
    </Picked>
  );
}
