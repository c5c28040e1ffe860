import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Link } from 'react-router';

import { crowd } from './crowd';
import { useRooms } from './queries';
import { roomRoute } from './routes';

const SOME = 100;

/** The rooms that a device takes part in; nothing at all if it is in none. */
export function DeviceRooms({ deviceId }: { deviceId: string }) {
  const rooms = useRooms(SOME, deviceId).data ?? [];
  if (rooms.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">Rooms</CardTitle>
      <CardBody>
        <ul className="hf-peerings" aria-label="Rooms">
          {rooms.map((room) => (
            <li key={room.conversationId} className="hf-peering">
              <Link to={roomRoute.to(room.conversationId)} className="hf-strong">
                {room.name}
              </Link>
              <div className="hf-quiet">
                {room.protocolTitle}. Members: {crowd(room)}
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
