import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';

import type { Participant, Room } from '../api/types';
import { TrustLabel } from '../devices/TrustLabel';
import { CopyText } from '../ui/CopyText';
import { Moment } from '../ui/Moment';
import { IdentityLabel } from './IdentityLabel';
import { isProven, shortAddress, since, voucherOf } from './participant';
import { ParticipantLink } from './ParticipantLink';
import { RemoveButton } from './RemoveButton';

interface MembersTableProps {
  room: Room;
  members: readonly Participant[];
}

/** Who is in a room, as the hub has it: the oldest members first. */
export function MembersTable({ room, members }: MembersTableProps) {
  return (
    <Table role="table" aria-label="Members" gridBreakPoint="grid-lg" className="hf-table">
      <Thead>
        <Tr>
          <Th width={30}>Member</Th>
          <Th>Identity</Th>
          <Th>Here</Th>
          <Th>Vouched for by</Th>
          <Th>Since</Th>
          <Th screenReaderText="What can be done" />
        </Tr>
      </Thead>
      <Tbody>
        {members.map((member) => (
          <MemberRow key={member.address} room={room} member={member} members={members} />
        ))}
      </Tbody>
    </Table>
  );
}

interface MemberRowProps extends MembersTableProps {
  member: Participant;
}

function MemberRow({ room, member, members }: MemberRowProps) {
  const { address, name, trust, present, standing } = member;
  const voucher = voucherOf(member);
  const began = since(member);
  return (
    <Tr>
      <Td dataLabel="Member" modifier="breakWord">
        {name === undefined ? null : (
          <>
            <ParticipantLink participant={member} />{' '}
          </>
        )}
        {trust === undefined || trust === 'KNOWN' ? null : <TrustLabel trust={trust} />}
        <div>
          <CopyText
            text={address}
            shown={shortAddress(address)}
            what={`the identity ${shortAddress(address)}`}
          />
        </div>
        {standing === 'Member' ? null : <div className="hf-quiet">{standing}</div>}
      </Td>
      <Td dataLabel="Identity">
        <IdentityLabel isProven={isProven(member)} />
      </Td>
      <Td dataLabel="Here">
        <Label isCompact color={present ? 'green' : 'grey'}>
          {present ? 'Here' : 'Away'}
        </Label>
      </Td>
      <Td dataLabel="Vouched for by" modifier="breakWord">
        {voucher === undefined ? (
          'nobody: came first'
        ) : (
          <ParticipantLink
            participant={members.find((other) => other.address === voucher) ?? { address: voucher }}
          />
        )}
      </Td>
      <Td dataLabel="Since">{began === undefined ? '' : <Moment at={began} />}</Td>
      <Td isActionCell>
        <RemoveButton room={room} member={member} />
      </Td>
    </Tr>
  );
}
