import type { Participant } from '../../api/types';
import { graphOf, type Graph, type GraphNode } from '../../graph/graph';
import { isProven, participantName, voucherOf } from '../participant';

/** That one let another in. */
export interface Vouch {
  voucher: Pick<Participant, 'address' | 'name' | 'deviceId'>;
  member: Participant;
}

/** Who vouched for whom, oldest first. A voucher may have left. */
export function vouchesOf(members: readonly Participant[]): Vouch[] {
  return members.flatMap((member) => {
    const address = voucherOf(member);
    if (address === undefined) return [];
    return [{ voucher: members.find((other) => other.address === address) ?? { address }, member }];
  });
}

/** Members, and those who vouched for them. */
export function vouchingGraph(members: readonly Participant[]): Graph<Vouch> {
  const nodes = new Map(members.map((member) => [member.address, nodeOf(member)]));
  return graphOf(
    vouchesOf(members),
    ({ voucher, member }) => [nodes.get(voucher.address) ?? gone(voucher), nodeOf(member)],
    [...nodes.values()],
  );
}

function nodeOf(member: Participant): GraphNode {
  return {
    key: member.address,
    name: participantName(member),
    deviceId: member.deviceId,
    isThere: member.present,
    isVague: !isProven(member),
  };
}

function gone(voucher: Vouch['voucher']): GraphNode {
  return {
    key: voucher.address,
    name: participantName(voucher),
    deviceId: undefined,
    isThere: false,
    isVague: true,
  };
}
