import type {
  Command,
  CommandResult,
  Conversation,
  Device,
  DeviceDetail,
  FlightRecord,
  Message,
  Offer,
  Participant,
  Peering,
  Plugin,
  Question,
  Room,
  Setting,
  Transport,
} from '../api/types';

export function question(parts: Partial<Question> = {}): Question {
  return {
    id: 'question-1',
    conversationId: 'conversation-1',
    protocol: 'direct-tcp',
    protocolTitle: 'Direct TCP',
    stage: 'CONTACT',
    address: '00112233-4455-4677-8899-aabbccddeeff',
    name: "Ada's laptop",
    kind: 'laptop',
    remote: '192.168.1.20:50122',
    shown: [],
    askedAt: new Date(Date.now() - 10_000).toISOString(),
    expiresAt: new Date(Date.now() + 290_000).toISOString(),
    ...parts,
  };
}

export const CHECK_WORDS: Question['shown'] = [
  { kind: 'CHECK_WORDS', values: ['velvet', 'harbor', 'quantum', 'lemon'] },
  {
    kind: 'CHECK_SYMBOLS',
    values: ['⚓ anchor', '🐸 frog', '🌵 cactus', '🚲 bicycle', '🍋 lemon', '🐢 turtle'],
  },
];

export const FINGERPRINTS: Question['shown'] = [
  { kind: 'PEER_FINGERPRINT', values: Array.from({ length: 12 }, (_, i) => `peer${i + 1}`) },
  { kind: 'OWN_FINGERPRINT', values: Array.from({ length: 12 }, (_, i) => `own${i + 1}`) },
];

export function conversation(parts: Partial<Conversation> = {}): Conversation {
  return {
    id: 'conversation-1',
    protocol: 'direct-tcp',
    protocolTitle: 'Direct TCP',
    key: 'link/1',
    phase: 'NEGOTIATING',
    label: 'Pairing',
    reason: '',
    startedAt: '2026-11-24T08:00:00.000Z',
    messagesIn: 2,
    messagesOut: 1,
    ...parts,
  };
}

export function record(parts: Partial<Conversation> = {}): FlightRecord {
  return { conversation: conversation(parts), entries: [] };
}

export function device(parts: Partial<Device> = {}): Device {
  return {
    id: 'device-1',
    name: "Ada's laptop",
    kind: 'laptop',
    trust: 'TRUSTED',
    trustReason: 'approved by admin',
    addresses: [
      {
        protocol: 'direct-tcp',
        protocolTitle: 'Direct TCP',
        address: '00112233-4455-4677-8899-aabbccddeeff',
      },
    ],
    connected: false,
    replayable: false,
    firstSeen: '2026-11-01T08:00:00Z',
    ...parts,
  };
}

export function deviceDetail(parts: Partial<DeviceDetail> = {}): DeviceDetail {
  return {
    device: device(),
    pairings: [],
    peerings: [],
    mailbox: { parcels: 0, bytes: 0 },
    facts: [],
    ...parts,
  };
}

export function peering(parts: Partial<Peering> = {}): Peering {
  return {
    protocol: 'relay-key-exchange',
    protocolTitle: 'Relay',
    proposer: {
      address: 'ADACODE',
      connected: true,
      deviceId: 'device-1',
      name: "Ada's laptop",
      trust: 'KNOWN',
    },
    other: { address: 'BOBCODE', connected: false, deviceId: 'device-2', name: 'Bob', trust: 'KNOWN' },
    standing: 'ESTABLISHED',
    since: '2026-11-20T08:00:00Z',
    shown: [
      { kind: 'CHECK_WORDS', values: ['velvet', 'harbor', 'quantum', 'lemon'] },
      { kind: 'FINGERPRINT', values: ['ADACODE', ...Array.from({ length: 12 }, (_, i) => `ada${i + 1}`)] },
      { kind: 'FINGERPRINT', values: ['BOBCODE', ...Array.from({ length: 12 }, (_, i) => `bob${i + 1}`)] },
    ],
    ...parts,
  };
}

export function command(name: string, parts: Partial<Command> = {}): Command {
  return { name, title: `Do ${name}`, forPeople: true, parameters: [], ...parts };
}

export const INVITE: Command = command('invite', {
  title: 'Invite an account',
  parameters: [
    { name: 'days', title: 'Good for', help: 'So many days.', choices: ['1', '7'], required: true },
  ],
});

export const ANNOUNCE: Command = command('announce', {
  title: 'Tell all accounts',
  parameters: [
    { name: 'kind', title: 'About', help: 'What it is about.', choices: ['outage', 'load'], required: true },
    { name: 'text', title: 'Message', help: 'What all read.', choices: [], required: true },
    { name: 'ends', title: 'Ends', help: 'When it is over.', choices: [], required: false },
  ],
});

export function plugin(parts: Partial<Plugin> = {}): Plugin {
  return {
    name: 'org.handfast.plugins.direct-tcp',
    title: 'Direct TCP',
    version: '0.1.0',
    sha256: 'ab'.repeat(32),
    state: 'RUNNING',
    detail: '',
    protocols: [
      {
        id: 'direct-tcp',
        title: 'Direct TCP',
        commands: [command('phrase', { title: 'Make a phrase' }), command('pair', { forPeople: false })],
      },
    ],
    transports: [],
    ...parts,
  };
}

/** One with commands that take something. */
export function qrPlugin(): Plugin {
  return plugin({
    name: 'org.handfast.plugins.qr-connection',
    title: 'QR connection',
    protocols: [{ id: 'qr-connection', title: 'QR connection', commands: [INVITE, ANNOUNCE] }],
  });
}

export function offer(parts: Partial<Offer> = {}): Offer {
  return {
    protocol: 'qr-connection',
    protocolTitle: 'QR connection',
    id: 'aW52aXRlLzE',
    name: 'invite/1',
    madeBy: 'admin',
    expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    ...parts,
  };
}

export function setting(parts: Partial<Setting> = {}): Setting {
  return {
    name: 'rooms',
    type: 'TEXT',
    standard: 'open',
    help: 'who may open a room',
    choices: [],
    value: 'open',
    source: 'STANDARD',
    ...parts,
  };
}

export function room(parts: Partial<Room> = {}): Room {
  return {
    conversationId: 'room-1',
    protocol: 'chat-join',
    protocolTitle: 'Chat join',
    name: 'lab',
    label: '2 of 3 here',
    startedAt: '2026-11-24T08:00:00Z',
    members: 3,
    present: 2,
    atTheDoor: 0,
    ...parts,
  };
}

export function participant(parts: Partial<Participant> = {}): Participant {
  return {
    address: 'adaadaadaadaadaada',
    standing: 'Member',
    present: true,
    facts: { identity: 'proven', since: '2026-11-24T08:00:00Z' },
    ...parts,
  };
}

/** One with rooms. */
export function chatPlugin(): Plugin {
  return plugin({
    name: 'org.handfast.plugins.chat-join',
    title: 'Chat join',
    protocols: [
      {
        id: 'chat-join',
        title: 'Chat join',
        commands: [
          command('remove-member', { title: 'Remove a member of a room' }),
          command('close-room', { title: 'Close a room' }),
        ],
      },
    ],
  });
}

const PAIRING = { id: 'challenge-response', title: 'Challenge-response' };

/** What making a code shows. */
export const CODE: CommandResult['shown'] = [
  {
    code: 'code',
    kind: 'PHRASE',
    values: 'abandon math mimic master federal design carbon crystal rookie group knife youth'.split(' '),
  },
  { code: 'session', kind: 'TEXT', values: ['0700d6a41771410881f87db439391012'] },
  { code: 'addresses', kind: 'TEXT', values: ['/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWHub'] },
];

/** One that pairs by codes of words, and has messages afterwards. */
export function codePlugin(): Plugin {
  return plugin({
    name: 'handfast-challenge-response',
    title: PAIRING.title,
    protocols: [
      {
        ...PAIRING,
        commands: [
          command('invite', { title: 'Make a code' }),
          command('join', {
            title: 'Join by a code',
            parameters: [
              { name: 'words', title: 'Words', help: 'Those of the code.', choices: [], required: true },
              { name: 'address', title: 'Address', help: 'Where it is.', choices: [], required: false },
            ],
          }),
          command('message', { forPeople: false }),
          command('ping', { forPeople: false }),
        ],
      },
    ],
  });
}

/** One that was paired by a code. */
export function peer(parts: Partial<Device> = {}): Device {
  return device({
    addresses: [{ protocol: PAIRING.id, protocolTitle: PAIRING.title, address: '12D3KooWAda' }],
    ...parts,
  });
}

export function message(parts: Partial<Message> = {}): Message {
  return {
    sent: false,
    topic: 'greeting',
    at: '2026-11-24T08:00:00Z',
    size: 5,
    text: 'Hello',
    data: 'SGVsbG8',
    ...parts,
  };
}

export function transport(parts: Partial<Transport> = {}): Transport {
  return { id: 'libp2p', title: 'libp2p', plugin: 'handfast-libp2p', port: 4001, running: true, ...parts };
}
