import {
  Breadcrumb,
  BreadcrumbItem,
  Card,
  CardBody,
  CardTitle,
  EmptyState,
  EmptyStateBody,
  Skeleton,
} from '@patternfly/react-core';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';

import { Problem } from '../api/problem';
import type { RoomDetail } from '../api/types';
import { conversationRoute } from '../conversations/routes';
import { Fetched } from '../ui/Fetched';
import { Moment } from '../ui/Moment';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { CloseButton } from './CloseButton';
import { crowd } from './crowd';
import { DoorTable } from './DoorTable';
import { MembersTable } from './MembersTable';
import { isAtTheDoor } from './participant';
import { useRoom } from './queries';
import { roomsRoute } from './routes';
import { VouchingGraph } from './graph/VouchingGraph';

/** One room. */
export function RoomPage() {
  const { id = '' } = useParams();
  const room = useRoom(id);
  const above = (
    <Breadcrumb>
      <BreadcrumbItem>
        <Link to={roomsRoute.to()}>Rooms</Link>
      </BreadcrumbItem>
      <BreadcrumbItem isActive>{room.data?.room.name ?? 'Room'}</BreadcrumbItem>
    </Breadcrumb>
  );
  if (room.error instanceof Problem && room.error.isNotFound) {
    return (
      <Page name="Room" title="There is no such room" above={above}>
        <EmptyState headingLevel="h2" icon={UsersIcon} titleText="It was closed, or the last has left">
          <EmptyStateBody>
            <Link to={roomsRoute.to()}>All rooms</Link>
          </EmptyStateBody>
        </EmptyState>
      </Page>
    );
  }
  if (room.data === undefined) {
    return (
      <Page name="Room" title="Room" above={above}>
        <Fetched query={room} loading={<Skeleton height="20rem" screenreaderText="Loading the room" />}>
          {() => null}
        </Fetched>
      </Page>
    );
  }
  return <RoomDetails detail={room.data} above={above} />;
}

function RoomDetails({ detail: { room, participants }, above }: { detail: RoomDetail; above: ReactNode }) {
  const members = participants.filter((participant) => !isAtTheDoor(participant));
  const atTheDoor = participants.filter(isAtTheDoor);
  return (
    <Page
      name={room.name}
      above={above}
      title={room.name}
      lead={
        <>
          {room.protocolTitle}, open since <Moment at={room.startedAt} />. Members: {crowd(room)}.{' '}
          <Link to={conversationRoute.to(room.conversationId)}>What happened in it</Link>
        </>
      }
      actions={<CloseButton room={room} />}
    >
      <div className="hf-stack">
        <Notice variant="info" title="The hub never sees a key or a text">
          It knows who is in the room, and who vouched for whom. What members say is encrypted between them.
        </Notice>
        {atTheDoor.length === 0 ? null : (
          <Card>
            <CardTitle component="h2">At the door</CardTitle>
            <CardBody>
              <DoorTable visitors={atTheDoor} />
            </CardBody>
          </Card>
        )}
        <Card>
          <CardTitle component="h2">Members</CardTitle>
          <CardBody>
            {members.length === 0 ? (
              <p className="hf-quiet">Nobody is in it. Whoever comes first begins it anew.</p>
            ) : (
              <MembersTable room={room} members={members} />
            )}
          </CardBody>
        </Card>
        {members.length === 0 ? null : (
          <Card>
            <CardTitle component="h2">Who vouched for whom</CardTitle>
            <CardBody>
              <VouchingGraph room={room} members={members} />
            </CardBody>
          </Card>
        )}
      </div>
    </Page>
  );
}
