import ClipboardListIcon from '@patternfly/react-icons/dist/esm/icons/clipboard-list-icon';
import CommentsIcon from '@patternfly/react-icons/dist/esm/icons/comments-icon';
import EnvelopeIcon from '@patternfly/react-icons/dist/esm/icons/envelope-icon';
import HandPaperIcon from '@patternfly/react-icons/dist/esm/icons/hand-paper-icon';
import LaptopIcon from '@patternfly/react-icons/dist/esm/icons/laptop-icon';
import LinkIcon from '@patternfly/react-icons/dist/esm/icons/link-icon';
import PluggedIcon from '@patternfly/react-icons/dist/esm/icons/plugged-icon';
import RouteIcon from '@patternfly/react-icons/dist/esm/icons/route-icon';
import TicketAltIcon from '@patternfly/react-icons/dist/esm/icons/ticket-alt-icon';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import type { ComponentType } from 'react';

import { auditRoute } from '../audit/routes';
import { conversationsRoute } from '../conversations/routes';
import { devicesRoute } from '../devices/routes';
import { mailboxesRoute } from '../mailboxes/routes';
import { offersRoute } from '../offers/routes';
import { peeringsRoute } from '../peerings/routes';
import { pluginsRoute } from '../plugins/routes';
import { pendingRoute } from '../questions/routes';
import { roomsRoute } from '../rooms/routes';
import { transportsRoute } from '../transports/routes';

/** A part of the console that the navigation leads to. */
export interface Section {
  name: string;
  to: string;
  /** What is pressed after `g` to go there. */
  key: string;
  icon: ComponentType;
}

export const SECTIONS: readonly Section[] = [
  { name: 'Pending', to: pendingRoute.to(), key: 'p', icon: HandPaperIcon },
  { name: 'Devices', to: devicesRoute.to(), key: 'd', icon: LaptopIcon },
  { name: 'Invites', to: offersRoute.to(), key: 'i', icon: TicketAltIcon },
  { name: 'Pairings', to: peeringsRoute.to(), key: 'r', icon: LinkIcon },
  { name: 'Rooms', to: roomsRoute.to(), key: 'o', icon: UsersIcon },
  { name: 'Mailboxes', to: mailboxesRoute.to(), key: 'm', icon: EnvelopeIcon },
  { name: 'Conversations', to: conversationsRoute.to(), key: 'c', icon: CommentsIcon },
  { name: 'Plugins', to: pluginsRoute.to(), key: 'l', icon: PluggedIcon },
  { name: 'Transports', to: transportsRoute.to(), key: 't', icon: RouteIcon },
  { name: 'Audit', to: auditRoute.to(), key: 'a', icon: ClipboardListIcon },
];

/** True if a path is in a section. */
export function isIn(section: Section, path: string): boolean {
  return section.to === '/' ? path === '/' : path === section.to || path.startsWith(`${section.to}/`);
}
