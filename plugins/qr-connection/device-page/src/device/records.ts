import type { Comparison } from '@browser/wire/words';

/** What the device keeps. Keys and other bytes are b64u, pair ids and hub ids hex, moments Unix seconds of the hub. */

/** A hub as it was first met. */
export interface HubCard {
  readonly id: string;
  /** Ed25519; its hash is the id */
  readonly key: string;
  readonly name: string;
}

export interface Account {
  /** Ed25519, secret */
  readonly seed: string;
  readonly name: string;
  readonly invite?: string;
  /** `new`: the hub has not answered yet */
  readonly state: 'new' | 'waiting' | 'active' | 'refused';
  /** a UUID; there once the hub answered */
  readonly id?: string;
}

/** What this end made for one connection alone. */
export interface OwnKeys {
  readonly id: string;
  /** secret */
  readonly x25519: string;
  /** Ed25519, secret */
  readonly pair: string;
}

/** The other end. */
export interface Peer {
  readonly id: string;
  readonly x25519: string;
  readonly pair: string;
}

/** Why the hub or this device said no. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
}

/** A request that is repeated with the same bytes until it is answered. */
export interface Pending {
  readonly body: string;
  readonly iat: number;
}

/** A pairing in progress: `A` shows the first code, `B` scans it. */
export type Pairing = PairingOfA | PairingOfB;

interface AnyPairing {
  /** what this person calls the other; may be empty */
  readonly label: string;
  readonly own: OwnKeys;
  readonly nonce: string;
  /** this end's own key line */
  readonly line: string;
  /** the last that went wrong */
  readonly refusal?: Refusal;
}

export type PairingOfA = AnyPairing & { readonly role: 'A'; readonly commit: string } & (
    | { readonly step: 'showing' }
    | { readonly step: 'initiating'; readonly peer: PeerOfA; readonly request: Pending }
    | {
        readonly step: 'waiting';
        readonly peer: PeerOfA;
        readonly comparison: Comparison;
        readonly second: string;
        readonly since: number;
        readonly expires: number;
        readonly compared: boolean;
      }
    | { readonly step: 'expired'; readonly peer: PeerOfA }
  );

export type PeerOfA = Peer & { readonly nonce: string };

export type PairingOfB = AnyPairing & {
  readonly role: 'B';
  readonly peer: Peer;
  readonly commit: string;
  /** the hub that A's code names, if this page is not there */
  readonly elsewhere?: string;
  /** how many second codes did not fit */
  readonly misfits: number;
} & (
    | { readonly step: 'showing' }
    | ({ readonly step: 'comparing' } & Second)
    | ({ readonly step: 'confirming'; readonly request: Pending } & Second)
  );

interface Second {
  readonly comparison: Comparison;
  readonly signature: string;
  readonly expires: number;
}

/** The keys that packets are sealed with, of both ends, until both have told each other new ones. */
export interface Generation {
  /** X25519, secret */
  readonly mine: string;
  readonly theirs: string;
  readonly since: number;
  /** true once the other end used them */
  readonly proven: boolean;
  /** the packet that told the other end of mine; the first ones were told by codes */
  readonly toldIn?: string;
}

export interface Connection {
  /** this end's pair id */
  readonly id: string;
  readonly peerId: string;
  readonly connectionId: string;
  readonly label: string;
  readonly since: number;
  readonly comparison: Comparison;
  /** whether the person said that both show the same words */
  readonly compared: boolean;
  /** Ed25519, secret */
  readonly pair: string;
  readonly peerPair: string;
  /** newest first; empty once broken */
  readonly generations: readonly Generation[];
  readonly rekey: {
    readonly mine?: { readonly secret: string; readonly toldIn: string };
    readonly theirs?: string;
  };
  /** `breaking`: this end wants it ended, and the hub does not know yet */
  readonly state: 'open' | 'breaking' | 'broken';
  readonly brokenBy?: 'me' | 'them' | 'hub';
  readonly paused: boolean;
  /** until when nothing is sent, as the hub refused the last */
  readonly held?: { readonly until: number; readonly code: string };
  /** oldest first */
  readonly messages: readonly Message[];
  readonly outbox: readonly Packet[];
  /** packets whose receipt the hub is to be told */
  readonly receipts: readonly string[];
  /** packets that came, with the moment they name */
  readonly seen: readonly (readonly [packetId: string, at: number])[];
  /** nothing from this moment or before is taken any more: it may be a repeat of what was forgotten */
  readonly floor: number;
  readonly unread: number;
}

/** Sealed, and not known to be at the hub. */
export interface Packet {
  readonly packetId: string;
  readonly blob: string;
}

export type MessageState = 'waiting' | 'stored' | 'delivered' | 'received' | 'expired' | 'failed';

export type Message = {
  readonly packetId: string;
  readonly at: number;
} & (
  { readonly from: 'me'; readonly state: MessageState; readonly reason?: string } | { readonly from: 'them' }
) &
  (
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'location'; readonly lat: number; readonly lon: number; readonly accuracy?: number }
    | { readonly type: 'unreadable' }
  );

/** Something that the hub told, or that is to be told about the hub. */
export type Notice = { readonly jti: string; readonly at: number; readonly read: boolean } & (
  | {
      readonly kind: 'maintenance' | 'outage' | 'load';
      readonly text: string;
      readonly startsAt?: number;
      readonly endsAt?: number;
    }
  | { readonly kind: 'forged' | 'stray' }
);
