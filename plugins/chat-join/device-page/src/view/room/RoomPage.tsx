import { useEffect } from 'preact/hooks';

import { Page } from '@browser/ui/Page';

import type { Conversation } from '../../device/conversation';
import { useHere } from '../context';
import { BACK } from '../routes';
import { Arriving } from './Arriving';
import { Composer } from './Composer';
import { Entrance } from './Entrance';
import { History } from './History';
import { Members } from './Members';
import { Notices } from './Notices';
import { Over } from './Over';

/** One room: before one enters it, at its door, in it, and after. */
export function RoomPage({ room }: { readonly room: string }) {
  const { session, vault } = useHere();
  const { conversation } = session;
  const isHere = conversation?.room === room;
  // Who was here before and comes by a link, or reloads, means to come in.
  useEffect(() => {
    if (session.conversation === undefined && vault.rooms.includes(room)) session.join(room);
  }, [room, session, vault]);
  return (
    <Page title={`# ${room}`} back={BACK}>
      {isHere ? <Inside conversation={conversation} /> : <Entrance room={room} />}
    </Page>
  );
}

function Inside({ conversation }: { readonly conversation: Conversation }) {
  const { standing, visit } = conversation;
  const seat = visit?.seat;
  if (seat !== undefined) {
    return (
      <>
        <Members seat={seat} />
        <Notices conversation={conversation} seat={seat} />
        <History conversation={conversation} />
        <Composer conversation={conversation} seat={seat} />
      </>
    );
  }
  return (
    <>
      {standing === 'over' ? <Over conversation={conversation} /> : <Arriving conversation={conversation} />}
      {conversation.history.length > 0 ? <History conversation={conversation} /> : null}
    </>
  );
}
