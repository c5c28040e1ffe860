/**
 * What the mock hub knows: something in every state that the console draws. Times are relative to when it starts.
 *
 * @typedef {import('../../src/api/types').Device} Device
 * @typedef {import('../../src/api/types').DeviceDetail} DeviceDetail
 * @typedef {import('../../src/api/types').Peer} Peer
 * @typedef {import('../../src/api/types').Peering} Peering
 * @typedef {import('../../src/api/types').Mailbox} Mailbox
 * @typedef {import('../../src/api/types').Offer} Offer
 * @typedef {import('../../src/api/types').Question} Question
 * @typedef {import('../../src/api/types').FlightRecord} FlightRecord
 * @typedef {import('../../src/api/types').Plugin} Plugin
 * @typedef {import('../../src/api/types').Participant} Participant
 * @typedef {import('../../src/api/types').RoomDetail} RoomDetail
 * @typedef {import('../../src/api/types').Setting} Setting
 * @typedef {import('../../src/api/types').AuditRow} AuditRow
 * @typedef {import('../../src/api/types').Hub} Hub
 * @typedef {import('../../src/api/types').Message} Message
 * @typedef {import('../../src/api/types').Transport} Transport
 * @typedef {import('../../src/api/types').ReportLine} ReportLine
 */
import { createHash, randomUUID } from 'node:crypto';

const WORDS =
  'absorb acid anchor autumn basket beyond candle canyon cereal copper dolphin echo ember fabric forest galaxy ' +
  'glove harbor hazard island jungle kitten ladder lemon marble meadow nephew oak orbit panther quantum ribbon ' +
  'river saddle silver tunnel umbrella velvet walnut winter yellow zebra';
const LIST = WORDS.split(' ');

/** @param {number} count @param {number} from */
export function words(count, from) {
  return Array.from({ length: count }, (_, i) => LIST[(from + i * 5) % LIST.length] ?? 'oak');
}

export const SYMBOLS = ['⚓ anchor', '🐸 frog', '🌵 cactus', '🚲 bicycle', '🍋 lemon', '🐢 turtle'];

/** @param {string} text */
export function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {number} seconds @param {number} now */
export function ago(seconds, now = Date.now()) {
  return new Date(now - seconds * 1000).toISOString();
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * @param {Partial<Device> & { name: string }} parts
 * @param {string} address
 * @returns {Device}
 */
function device(parts, address) {
  return {
    id: randomUUID(),
    kind: 'laptop',
    trust: 'TRUSTED',
    trustReason: 'approved by admin',
    addresses: [{ protocol: 'direct-tcp', protocolTitle: 'Direct TCP', address }],
    connected: false,
    replayable: false,
    firstSeen: ago(40 * DAY),
    ...parts,
  };
}

/** @returns {DeviceDetail[]} */
export function devices() {
  const ada = device(
    {
      name: "Ada's laptop",
      connected: true,
      connection: {
        remote: '192.168.1.20:50122',
        conversationId: randomUUID(),
        label: 'Connected',
        links: 1,
      },
      approvedBy: 'admin',
      approvedAt: ago(26 * HOUR),
      lastSeen: ago(20),
    },
    '00112233-4455-4677-8899-aabbccddeeff',
  );
  const pump = device(
    {
      name: 'Pump controller 7',
      kind: 'controller',
      connected: true,
      connection: {
        remote: '10.4.0.17:3921',
        conversationId: randomUUID(),
        label: 'ConnectedUnproven',
        links: 1,
      },
      approvedBy: 'admin by a one-time phrase',
      approvedAt: ago(12 * DAY),
      trustReason: 'approved by admin by a one-time phrase',
      lastSeen: ago(4 * MINUTE),
    },
    '7e4f0c1a-8f0b-4a52-9a3e-0f9a5f1f6a07',
  );
  const phone = device(
    {
      name: 'Kitchen tablet with a name that is so long that it hardly fits anywhere at all',
      kind: 'tablet',
      approvedBy: 'admin',
      approvedAt: ago(33 * DAY),
      lastSeen: ago(9 * DAY),
    },
    'c0ffee00-1234-4abc-8def-001122334455',
  );
  const old = device(
    {
      name: 'Old phone',
      kind: 'phone',
      trust: 'REVOKED',
      trustReason: 'revoked by admin: lost on the train',
      approvedBy: 'admin',
      approvedAt: ago(200 * DAY),
      lastSeen: ago(3 * DAY),
    },
    'deadbeef-0000-4000-8000-0123456789ab',
  );
  const known = device(
    { name: 'Scanner', kind: 'scanner', trust: 'KNOWN', trustReason: 'it was seen, and nobody was asked' },
    '0a0b0c0d-0e0f-4012-9314-151617181920',
  );
  const paused = device(
    {
      name: 'Lab bench',
      kind: 'desktop',
      trust: 'SUSPENDED',
      trustReason: 'blocked by admin: until its disk is changed',
      lastSeen: ago(2 * HOUR),
    },
    '99887766-5544-4332-a211-00ffeeddccbb',
  );
  return [ada, pump, phone, paused, known, ...relayDevices(), ...accounts(), old].map((d, i) => ({
    device: d,
    peerings: [],
    mailbox: { parcels: 0, bytes: 0 },
    pairings:
      d.kind !== 'account' && (d.trust === 'TRUSTED' || d.trust === 'SUSPENDED')
        ? [
            {
              protocol: 'direct-tcp',
              protocolTitle: 'Direct TCP',
              with: 'the hub',
              algorithm: 'EC P-256',
              publicKey: `554543320000002d${sha256(d.id).slice(0, 74)}`,
              fingerprint: words(12, i * 3),
              ownFingerprint: words(12, i * 5 + 2),
              since: d.approvedAt ?? ago(5 * DAY),
              ...(d.approvedBy === undefined ? {} : { approvedBy: d.approvedBy }),
            },
          ]
        : [],
    facts:
      i < 2
        ? [
            { protocol: 'direct-tcp', name: 'revision', value: i === 0 ? 'later' : 'document' },
            { protocol: 'direct-tcp', name: 'proven', value: i === 0 ? 'yes' : 'no' },
          ]
        : d.replayable
          ? [
              { protocol: RELAY.protocol, name: 'x25519', value: sha256(d.id) },
              { protocol: RELAY.protocol, name: 'proven', value: ago(3 * DAY) },
              { protocol: RELAY.protocol, name: 'replayable', value: ago(3 * DAY) },
            ]
          : [],
  }));
}

const RELAY = { protocol: 'relay-key-exchange', protocolTitle: 'Relay key exchange' };

const QR = { protocol: 'qr-connection', protocolTitle: 'QR connection' };

/** Accounts, each with an address for every connection. @returns {Device[]} */
function accounts() {
  return ['Carol', 'Dave', 'Erin', 'Frank', 'Heidi'].map((name, i) => ({
    ...device(
      {
        name,
        kind: 'account',
        approvedBy: 'admin',
        approvedAt: ago((i + 1) * DAY),
        lastSeen: ago((i + 1) * HOUR),
      },
      '',
    ),
    addresses: [
      { ...QR, address: randomUUID() },
      ...Array.from({ length: 4 - i }, (_, n) => ({ ...QR, address: sha256(`${name} ${n}`).slice(0, 40) })),
    ],
  }));
}

/** Two devices that registered themselves, one of them of the old sort. @returns {Device[]} */
function relayDevices() {
  /** @param {string} address @param {Partial<Device> & { name: string }} parts */
  const registered = (address, parts) => ({
    ...device({ kind: 'user', trust: 'KNOWN', trustReason: 'seen for the first time', ...parts }, address),
    addresses: [{ ...RELAY, address }],
  });
  return [
    registered('E011T7D', {
      name: 'Alice',
      connected: true,
      connection: { remote: '198.51.100.7:40110', conversationId: randomUUID(), label: 'Online', links: 2 },
      lastSeen: ago(30),
    }),
    registered('B0BC0DE', { name: 'Bob', replayable: true, lastSeen: ago(5 * HOUR) }),
  ];
}

/** @param {readonly DeviceDetail[]} known @returns {Peering[]} */
export function peerings(known) {
  const [alice, bob, tablet] = [known[5], known[6], known[2]].map((detail) => end(detail?.device));
  if (alice === undefined || bob === undefined || tablet === undefined) return [];
  return [
    {
      ...RELAY,
      proposer: alice,
      other: bob,
      standing: 'ESTABLISHED',
      since: ago(2 * HOUR),
      shown: [
        ...CHECK_WORDS,
        { kind: 'FINGERPRINT', values: [alice.address, ...words(12, 7)] },
        { kind: 'FINGERPRINT', values: [bob.address, ...words(12, 17)] },
      ],
    },
    {
      ...RELAY,
      proposer: { address: 'ZZZ9999', connected: false },
      other: alice,
      standing: 'PROPOSED',
      since: ago(DAY),
      shown: [],
    },
    {
      ...RELAY,
      proposer: bob,
      other: tablet,
      standing: 'ENDED',
      since: ago(6 * DAY),
      reason: 'ended by admin: the tablet was sold',
      shown: [
        { kind: 'FINGERPRINT', values: [bob.address, ...words(12, 17)] },
        { kind: 'FINGERPRINT', values: [tablet.address, ...words(12, 23)] },
      ],
    },
    ...connections(known),
  ];
}

/** @param {readonly DeviceDetail[]} known @returns {Peering[]} */
function connections(known) {
  const [carol, dave, erin, frank, heidi] = known
    .filter(({ device: d }) => d.kind === 'account')
    .map((detail) => end(detail.device));
  /** @type {[Peer | undefined, Peer | undefined, Peering['standing']][]} */
  const pairs = [
    [carol, dave, 'ESTABLISHED'],
    [carol, erin, 'ESTABLISHED'],
    [carol, dave, 'ESTABLISHED'],
    [dave, erin, 'ENDED'],
    [frank, heidi, 'ESTABLISHED'],
  ];
  return pairs.flatMap(([a, b, standing], i) =>
    a === undefined || b === undefined
      ? []
      : [
          {
            ...QR,
            proposer: { ...a, address: sha256(`a ${i}`).slice(0, 40) },
            other: { ...b, address: sha256(`b ${i}`).slice(0, 40) },
            standing,
            since: ago((i + 1) * 9 * HOUR),
            shown: [],
            ...(standing === 'ENDED' ? { reason: 'ended by Dave' } : {}),
          },
        ],
  );
}

/** So many accounts, each connected with a few others. @param {number} count @returns {Peering[]} */
export function crowd(count) {
  const peers = Array.from({ length: count }, (_, i) => ({
    address: sha256(`peer ${i}`).slice(0, 40),
    connected: i % 3 === 0,
    deviceId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    name: `${LIST[i % LIST.length] ?? 'oak'} ${i}`,
    trust: /** @type {const} */ ('TRUSTED'),
  }));
  return peers.flatMap((proposer, i) => {
    const others = [peers[Math.floor(i / 2)], i % 4 === 0 ? peers[(i * 7) % count] : undefined];
    return others.flatMap((other, n) =>
      other === undefined || other === proposer
        ? []
        : [
            {
              ...QR,
              proposer: { ...proposer, address: sha256(`from ${i} ${n}`).slice(0, 40) },
              other: { ...other, address: sha256(`to ${i} ${n}`).slice(0, 40) },
              standing: /** @type {Peering['standing']} */ (i % 9 === 5 ? 'ENDED' : 'ESTABLISHED'),
              since: ago(i * HOUR),
              shown: [],
            },
          ],
    );
  });
}

/** @param {Device | undefined} d @returns {Peer | undefined} */
function end(d) {
  if (d === undefined) return undefined;
  const { id, name, trust, connected, addresses } = d;
  return { address: addresses[0]?.address ?? '', connected, deviceId: id, name, trust };
}

/** @param {readonly DeviceDetail[]} known @returns {Mailbox[]} */
export function mailboxes(known) {
  const bob = known[6]?.device;
  const carol = known.find(({ device: d }) => d.kind === 'account')?.device;
  return [
    { ...RELAY, address: 'QUIET77', parcels: 1000, bytes: 4_100_000, oldestAt: ago(6 * DAY) },
    ...[
      { of: RELAY, address: 'B0BC0DE', device: bob, parcels: 3, bytes: 1_204, oldestAt: ago(40 * MINUTE) },
      {
        of: QR,
        address: carol?.addresses[1]?.address ?? '',
        device: carol,
        parcels: 41,
        bytes: 212_992,
        oldestAt: ago(30 * HOUR),
      },
    ].flatMap(({ of, device: d, ...size }) =>
      d === undefined ? [] : [{ ...of, ...size, deviceId: d.id, deviceName: d.name }],
    ),
  ];
}

/**
 * @param {Partial<Question> & { name: string }} parts
 * @returns {Question}
 */
export function question(parts) {
  const now = Date.now();
  return {
    id: randomUUID(),
    conversationId: randomUUID(),
    protocol: 'direct-tcp',
    protocolTitle: 'Direct TCP',
    stage: 'CONTACT',
    address: randomUUID(),
    kind: 'laptop',
    remote: '192.168.1.31:50210',
    shown: [],
    askedAt: ago(35, now),
    expiresAt: new Date(now + 265_000).toISOString(),
    ...parts,
  };
}

/** @type {Question['shown']} */
export const CHECK_WORDS = [
  { kind: 'CHECK_WORDS', values: ['velvet', 'harbor', 'quantum', 'lemon'] },
  { kind: 'CHECK_SYMBOLS', values: SYMBOLS },
];

/** @type {Question['shown']} */
export const FINGERPRINTS = [
  { kind: 'PEER_FINGERPRINT', values: words(12, 4) },
  { kind: 'OWN_FINGERPRINT', values: words(12, 11) },
];

/** @param {readonly DeviceDetail[]} known @returns {Question[]} */
export function questions(known) {
  const pump = known[1]?.device;
  return [
    question({ name: 'Grace’s workstation' }),
    question({
      name: 'Pump controller 7',
      kind: 'controller',
      remote: '10.4.0.99:41000',
      stage: 'WORDS',
      shown: FINGERPRINTS,
      askedAt: ago(280),
      expiresAt: new Date(Date.now() + 21_000).toISOString(),
      ...(pump === undefined ? {} : { replaces: { id: pump.id, name: pump.name, trust: pump.trust } }),
    }),
    question({
      ...QR,
      name: 'Grace',
      kind: 'account',
      remote: '198.51.100.23:40122',
      stage: 'ACCOUNT',
      shown: FINGERPRINTS.slice(0, 1),
      askedAt: ago(3 * HOUR),
      expiresAt: ago(-165 * HOUR),
    }),
    question({ name: 'Living\u202Egnp.room\u200B', kind: 'phone', stage: 'WORDS', shown: CHECK_WORDS }),
  ];
}

/** @typedef {FlightRecord['entries'][number]} Entry */

/**
 * @param {string} start
 * @param {[number, Entry['kind'], string, string][]} lines milliseconds after the start, kind, code, detail
 * @returns {Entry[]}
 */
function entries(start, lines) {
  return lines.map(([after, kind, code, detail]) => ({
    at: new Date(Date.parse(start) + after).toISOString(),
    kind,
    code,
    detail,
  }));
}

/** @param {readonly DeviceDetail[]} known @returns {FlightRecord[]} */
export function conversations(known) {
  const [ada, pump] = known.map(({ device: d }) => d);
  const old = known.at(-1)?.device;
  const paired = ago(26 * HOUR);
  const base = {
    protocol: 'direct-tcp',
    protocolTitle: 'Direct TCP',
    reason: '',
    messagesIn: 5,
    messagesOut: 5,
  };
  /** @type {FlightRecord[]} */
  const all = [
    {
      conversation: {
        ...base,
        ...QR,
        id: randomUUID(),
        key: `connection/${sha256('carol').slice(0, 40)}`,
        remote: '198.51.100.7:40110',
        phase: 'CONFIRMING',
        label: 'Initiated',
        startedAt: ago(2 * MINUTE),
        expiresAt: ago(-8 * MINUTE),
        messagesIn: 0,
        messagesOut: 0,
      },
      entries: [],
    },
    {
      conversation: {
        ...base,
        id: ada?.connection?.conversationId ?? randomUUID(),
        key: 'link/4711',
        address: ada?.addresses[0]?.address ?? '',
        deviceId: ada?.id ?? '',
        remote: '192.168.1.20:50122',
        phase: 'ESTABLISHED',
        label: 'Connected',
        startedAt: ago(50 * MINUTE),
      },
      entries: entries(ago(50 * MINUTE), [
        [0, 'EVENT', 'opened', 'from 192.168.1.20:50122'],
        [4, 'EVENT', 'received', '24 bytes'],
        [6, 'STATE', 'CheckingKeys', 'CONFIRMING'],
        [31, 'EVENT', 'received', '319 bytes'],
        [36, 'NOTE', 'answered-key-check', 'it may prove itself now'],
        [58, 'EVENT', 'received', '319 bytes'],
        [61, 'EFFECT', 'remember', 'proven'],
        [61, 'STATE', 'Connected', 'ESTABLISHED'],
      ]),
    },
    {
      conversation: {
        ...base,
        id: pump?.connection?.conversationId ?? randomUUID(),
        key: 'link/4712',
        address: pump?.addresses[0]?.address ?? '',
        deviceId: pump?.id ?? '',
        remote: '10.4.0.17:3921',
        phase: 'ESTABLISHED',
        label: 'ConnectedUnproven',
        startedAt: ago(4 * HOUR),
        messagesIn: 1204,
        messagesOut: 88,
      },
      entries: [],
    },
    {
      conversation: {
        ...base,
        id: randomUUID(),
        key: 'link/4701',
        address: ada?.addresses[0]?.address ?? '',
        deviceId: ada?.id ?? '',
        remote: '192.168.1.20:49877',
        phase: 'ESTABLISHED',
        label: 'Connected',
        outcome: 'CLOSED',
        reason: 'the peer closed the link',
        startedAt: paired,
        endedAt: new Date(Date.parse(paired) + 41 * MINUTE * 1000).toISOString(),
      },
      entries: entries(paired, [
        [0, 'EVENT', 'opened', 'from 192.168.1.20:49877'],
        [5, 'EVENT', 'received', '24 bytes'],
        [7, 'STATE', 'PendingPairRequest', 'OPENED'],
        [22, 'EVENT', 'received', '47 bytes'],
        [24, 'EFFECT', 'ask-CONTACT', "Ada's laptop"],
        [24, 'STATE', 'Pairing', 'AWAITING_DECISION'],
        [9_420, 'DECISION', 'CONTACT-YES', 'by admin'],
        [9_422, 'STATE', 'PendingEncryption', 'NEGOTIATING'],
        [9_460, 'EVENT', 'received', '52 bytes'],
        [9_468, 'EFFECT', 'propose', "'Ada's laptop'"],
        [9_470, 'EFFECT', 'ask-WORDS', "Ada's laptop"],
        [27_805, 'DECISION', 'WORDS-YES', 'by admin'],
        [27_811, 'EFFECT', 'approve', 'the proposal is approved and survives a restart'],
        [27_812, 'STATE', 'CheckingKeys', 'CONFIRMING'],
        [27_860, 'EVENT', 'received', '319 bytes'],
        [27_866, 'EFFECT', 'establish', 'the device is trusted'],
        [27_867, 'STATE', 'Connected', 'ESTABLISHED'],
        [2_460_000, 'EVENT', 'link-closed', 'the peer closed the link'],
        [2_460_000, 'STATE', 'CLOSED', 'the peer closed the link'],
      ]),
    },
    {
      conversation: {
        ...base,
        id: randomUUID(),
        key: 'link/4690',
        address: old?.addresses[0]?.address ?? '',
        deviceId: old?.id ?? '',
        remote: '172.16.9.3:40112',
        phase: 'OPENED',
        label: 'Entry',
        outcome: 'REJECTED',
        reason: 'the device is revoked',
        startedAt: ago(3 * DAY),
        endedAt: ago(3 * DAY - 0.012),
        messagesIn: 1,
        messagesOut: 1,
      },
      entries: entries(ago(3 * DAY), [
        [0, 'EVENT', 'opened', 'from 172.16.9.3:40112'],
        [5, 'EVENT', 'received', '24 bytes'],
        [9, 'EFFECT', 'close', 'revoked'],
        [12, 'STATE', 'REJECTED', 'the device is revoked'],
      ]),
    },
    {
      conversation: {
        ...base,
        id: randomUUID(),
        key: 'link/4688',
        remote: '[2001:db8::17]:52000',
        phase: 'OPENED',
        label: 'Entry',
        outcome: 'FAILED',
        reason: 'frame of 10485760 bytes is longer than the limit of 65536',
        startedAt: ago(4 * DAY),
        endedAt: ago(4 * DAY - 0.004),
        messagesIn: 0,
        messagesOut: 0,
      },
      entries: entries(ago(4 * DAY), [
        [0, 'EVENT', 'opened', 'from [2001:db8::17]:52000'],
        [3, 'NOTE', 'frame-too-long', 'frame of 10485760 bytes is longer than the limit of 65536'],
        [4, 'STATE', 'FAILED', 'frame of 10485760 bytes is longer than the limit of 65536'],
      ]),
    },
  ];
  return all;
}

/** @type {import('../../src/api/types').Command} */
const INVITE = {
  name: 'invite',
  title: 'Invite an account',
  forPeople: true,
  parameters: [
    {
      name: 'days',
      title: 'Good for',
      help: 'How many days the invite is good for; it is used up by the first who registers with it.',
      choices: ['1', '7', '30'],
      required: true,
    },
  ],
};

/** @type {import('../../src/api/types').Command} */
const ANNOUNCE = {
  name: 'announce',
  title: 'Tell all accounts',
  forPeople: true,
  parameters: [
    {
      name: 'kind',
      title: 'About',
      help: 'What it is about.',
      choices: ['maintenance', 'outage', 'load'],
      required: true,
    },
    {
      name: 'text',
      title: 'Message',
      help: 'What all accounts read, up to 500 characters.',
      choices: [],
      required: true,
    },
    {
      name: 'starts',
      title: 'Starts',
      help: 'When it begins, as 2026-12-01T08:00:00Z.',
      choices: [],
      required: false,
    },
    {
      name: 'ends',
      title: 'Ends',
      help: 'When it is over; without it the message goes after a week.',
      choices: [],
      required: false,
    },
  ],
};

/** @returns {Offer[]} */
export function offers() {
  return [
    {
      protocol: 'direct-tcp',
      protocolTitle: 'Direct TCP',
      id: 'cGhyYXNl',
      name: 'phrase',
      madeBy: 'admin',
      expiresAt: ago(-8 * MINUTE),
    },
    { ...QR, id: 'aW52aXRlLzNmNw', name: 'invite/3f7a9c', madeBy: 'admin', expiresAt: ago(-6.4 * DAY) },
  ];
}

const CHAT = { protocol: 'chat-join', protocolTitle: 'Chat join' };

/** @param {string} name @returns {string} an identity as chats have it */
function identity(name) {
  return sha256(name)
    .replaceAll(/[0189]/g, 'q')
    .slice(0, 52);
}

/**
 * @param {string} name
 * @param {Partial<Participant>} parts
 * @param {Record<string, string>} facts
 * @returns {Participant}
 */
function participant(name, parts, facts) {
  return {
    address: identity(name),
    standing: 'Member',
    present: true,
    ...parts,
    facts: { identity: 'proven', ...facts },
  };
}

/** @param {readonly DeviceDetail[]} known @returns {RoomDetail[]} */
export function rooms(known) {
  const people = known
    .map(({ device: d }) => d)
    .filter(({ kind }) => kind === 'account')
    .map(({ id, name, trust }) => ({ deviceId: id, name, trust }));
  const [carol, dave, erin] = people;
  const lab = [
    participant('carol', { ...carol }, { since: ago(5 * HOUR) }),
    participant('dave', { ...dave }, { since: ago(4 * HOUR), 'vouched-by': identity('carol') }),
    participant(
      'erin',
      { ...erin, present: false },
      { since: ago(2 * HOUR), 'vouched-by': identity('dave') },
    ),
    participant(
      'nobody',
      {},
      { identity: 'claimed', since: ago(20 * MINUTE), 'vouched-by': identity('dave') },
    ),
    participant('frank', {}, { since: ago(9 * MINUTE), 'vouched-by': identity('left') }),
    participant(
      'stranger',
      { standing: 'At the door' },
      { identity: 'claimed', door: 'a member is asked whether it knows this one' },
    ),
  ];
  return [room('lab', lab, 5 * HOUR), room('standup', [], 3 * DAY)];
}

/** @param {string} name @param {Participant[]} participants @param {number} age @returns {RoomDetail} */
function room(name, participants, age) {
  const members = participants.filter(({ facts }) => facts.door === undefined);
  return {
    room: {
      ...CHAT,
      conversationId: randomUUID(),
      name,
      label: `${members.length} of ${members.length} here`,
      startedAt: ago(age),
      members: members.length,
      present: members.filter(({ present }) => present).length,
      atTheDoor: participants.length - members.length,
    },
    participants,
  };
}

/** @param {Partial<Setting> & { name: string }} parts @returns {Setting} */
function setting(parts) {
  const { standard = '' } = parts;
  return { type: 'TEXT', standard, help: '', choices: [], value: standard, source: 'STANDARD', ...parts };
}

/** @returns {Record<string, Setting[]>} by protocol */
export function settings() {
  return {
    'chat-join': [
      setting({
        name: 'rooms',
        standard: 'open',
        help: "who may open a room: 'open' for everybody, 'admin' for those whom an operator lets",
        choices: ['open', 'admin'],
      }),
      setting({
        name: 'persistent-rooms',
        help: 'rooms that keep their members while nobody is connected, with commas between',
        value: 'standup',
        source: 'OPERATOR',
      }),
      setting({
        name: 'rekey-on-join',
        type: 'FLAG',
        standard: 'false',
        help: 'make a new key when somebody joins, so that newcomers cannot read what was recorded before',
      }),
      setting({
        name: 'frames-per-second',
        type: 'NUMBER',
        standard: '100',
        help: 'how many frames a link may send',
        value: '40',
        source: 'START',
      }),
    ],
    'direct-tcp': [
      setting({
        name: 'check-timeout',
        type: 'DURATION',
        standard: '10s',
        help: 'how long a key check may take',
      }),
    ],
  };
}

/** @type {import('../../src/api/types').Command[]} */
const OF_ROOMS = ['Remove a member of a room', 'Close a room'].map((title, i) => ({
  name: i === 0 ? 'remove-member' : 'close-room',
  title,
  forPeople: true,
  parameters: (i === 0 ? ['room', 'identity'] : ['room']).map((name) => ({
    name,
    title: name === 'room' ? 'Room' : 'Identity',
    help: name === 'room' ? 'The name of the room.' : 'Whom to remove.',
    choices: [],
    required: true,
  })),
}));

const CODES = { protocol: 'challenge-response', protocolTitle: 'Challenge-response' };

const OF_CODES = [
  {
    name: 'invite',
    title: 'Make a code',
    forPeople: true,
    parameters: [
      {
        name: 'derivation',
        title: 'Kind of code',
        help: 'Old devices need original, which the hash table shows to everybody.',
        choices: ['document', 'original'],
        required: false,
      },
    ],
  },
  {
    name: 'join',
    title: 'Join by a code',
    forPeople: true,
    parameters: [
      {
        name: 'words',
        title: 'Words',
        help: 'The twelve words that the other end shows.',
        choices: [],
        required: true,
      },
      {
        name: 'address',
        title: 'Address',
        help: 'A multiaddr of the other end, if it is not found by itself.',
        choices: [],
        required: false,
      },
    ],
  },
  { name: 'message', title: 'Say something to a device', forPeople: false, parameters: [] },
  { name: 'ping', title: 'Ask a device whether it is there', forPeople: false, parameters: [] },
];

export const HUB_PEER = '12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9';

const CODE_WORDS = 'abandon math mimic master federal design carbon crystal rookie group knife youth';

/** What making a code shows. @returns {import('../../src/api/types').CommandResult['shown']} */
export function code() {
  return [
    { code: 'code', kind: 'PHRASE', values: CODE_WORDS.split(' ') },
    { code: 'session', kind: 'TEXT', values: ['0700d6a41771410881f87db439391012'] },
    {
      code: 'addresses',
      kind: 'TEXT',
      values: ['192.168.1.9', '203.0.113.80'].map((ip) => `/ip4/${ip}/tcp/4001/p2p/${HUB_PEER}`),
    },
  ];
}

/** @param {string} name @param {string} address @param {'yes' | 'no'} proven @returns {DeviceDetail} */
function byCode(name, address, proven) {
  const paired = device(
    { name, kind: 'desktop', approvedBy: 'admin', approvedAt: ago(2 * HOUR), lastSeen: ago(4 * MINUTE) },
    address,
  );
  return {
    device: { ...paired, addresses: [{ ...CODES, address }] },
    pairings: [],
    peerings: [],
    mailbox: { parcels: 0, bytes: 0 },
    facts: Object.entries({
      proven,
      keys: proven === 'yes' ? 'of these two devices' : 'of all who have the code',
      role: 'initiator',
      derivation: 'document',
      version: 'Spacedrive 2.0.0',
    }).map(([fact, value]) => ({ protocol: CODES.protocol, name: fact, value })),
  };
}

/** Devices that were paired by a code. @returns {[DeviceDetail, ...DeviceDetail[]]} */
export function coded() {
  return [
    byCode('Studio', '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5', 'yes'),
    byCode('Old desktop', '12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq', 'no'),
  ];
}

/** @returns {Message[]} newest first */
export function messages() {
  return [
    {
      sent: true,
      topic: 'backup',
      at: ago(3 * MINUTE),
      size: 11,
      text: 'Start at 2.',
      data: 'U3RhcnQgYXQgMi4',
    },
    {
      sent: false,
      topic: 'thumbnail',
      at: ago(20 * MINUTE),
      size: 24,
      data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB',
    },
    {
      sent: false,
      topic: 'backup',
      at: ago(HOUR),
      size: 44,
      text: 'Done:\n  photos  1,204 files\n  music   88 files',
      data: 'RG9uZTo',
    },
  ];
}

/** @returns {Transport[]} */
export function transports() {
  return [
    { id: 'libp2p', title: 'libp2p', plugin: 'org.handfast.plugins.libp2p', port: 4001, running: true },
  ];
}

/** @returns {ReportLine[]} */
export function report() {
  return [
    ['Node', 'Peer id', HUB_PEER],
    ['Addresses', '/ip4/192.168.1.9/tcp/4001', 'listens'],
    ['Addresses', '/ip4/203.0.113.80/tcp/4001', 'observed, confirmed by two'],
    ['Connections', '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5', '192.168.1.20:50122, 2 streams'],
    ['Routing table', '12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq', 'bucket 1, seen a minute ago'],
    ['Near, by multicast DNS', 'nobody', 'none was heard in the last ten minutes'],
  ].map(([section = '', name = '', detail = '']) => ({ section, name, detail }));
}

/** @returns {Plugin[]} */
export function plugins() {
  return [
    {
      name: 'org.handfast.plugins.direct-tcp',
      title: 'Direct TCP',
      version: '0.1.0',
      sha256: sha256('direct-tcp'),
      state: 'RUNNING',
      detail: '',
      protocols: [
        {
          id: 'direct-tcp',
          title: 'Direct TCP',
          commands: [
            { name: 'phrase', title: 'Make a phrase', forPeople: true, parameters: [] },
            { name: 'pair', title: 'Ask another device to pair', forPeople: false, parameters: [] },
          ],
        },
      ],
      transports: [],
    },
    {
      name: 'org.handfast.plugins.challenge-response',
      title: 'Challenge-response',
      version: '0.1.0',
      sha256: sha256('challenge-response'),
      state: 'RUNNING',
      detail: '',
      protocols: [{ id: CODES.protocol, title: CODES.protocolTitle, commands: OF_CODES }],
      transports: [],
    },
    {
      name: 'org.handfast.plugins.libp2p',
      title: 'libp2p',
      version: '0.1.0',
      sha256: sha256('libp2p'),
      state: 'RUNNING',
      detail: '',
      protocols: [],
      transports: [{ id: 'libp2p', title: 'libp2p' }],
    },
    {
      name: 'org.handfast.plugins.qr-connection',
      title: 'QR connection',
      version: '0.1.0',
      sha256: sha256('qr-connection'),
      state: 'RUNNING',
      detail: '',
      protocols: [{ id: QR.protocol, title: QR.protocolTitle, commands: [INVITE, ANNOUNCE] }],
      transports: [],
    },
    {
      name: 'org.handfast.plugins.chat-join',
      title: 'Chat join',
      version: '0.1.0',
      sha256: sha256('chat-join'),
      state: 'RUNNING',
      detail: '',
      protocols: [{ id: CHAT.protocol, title: CHAT.protocolTitle, commands: OF_ROOMS }],
      transports: [],
    },
    {
      name: 'com.example.doorbell',
      title: 'Doorbell',
      version: '2.3.1',
      sha256: sha256('doorbell'),
      state: 'FAILED',
      detail: 'two calls did not come back in time; only a restart of the hub frees their threads',
      protocols: [],
      transports: [],
    },
    {
      name: 'org.handfast.plugins.example',
      title: 'Example',
      version: '0.1.0',
      sha256: sha256('example'),
      state: 'STOPPED',
      detail: '',
      protocols: [],
      transports: [],
    },
  ];
}

/** @param {readonly DeviceDetail[]} known @returns {AuditRow[]} newest first */
export function audit(known) {
  const address = known[0]?.device.addresses[0]?.address ?? '';
  /** @type {[number, string, string, string, string][]} */
  const told = [
    [
      1,
      'admin',
      'question-accepted',
      `direct-tcp:${address}`,
      "WORDS of 'Ada's laptop' from 192.168.1.20:49877",
    ],
    [40, 'admin', 'signed-in', 'console', 'from 192.168.1.2'],
    [26 * HOUR, 'admin', 'device-approved', `direct-tcp:${address}`, "'Ada's laptop' is trusted"],
    [
      26 * HOUR + 20,
      'admin',
      'question-accepted',
      `direct-tcp:${address}`,
      "CONTACT of 'Ada's laptop' from 192.168.1.20:49877",
    ],
    [
      3 * DAY,
      'admin',
      'device-revoked',
      'direct-tcp:deadbeef-0000-4000-8000-0123456789ab',
      "'Old phone': lost on the train",
    ],
  ];
  const rows = told.map(([seconds, actor, action, subject, detail]) => ({
    seconds,
    actor,
    action,
    subject,
    detail,
  }));
  for (let i = 0; i < 230; i++) {
    rows.push({
      seconds: 4 * DAY + i * 5 * HOUR,
      actor: i % 3 === 0 ? 'policy' : 'admin',
      action: i % 2 === 0 ? 'question-accepted' : 'device-paired-again',
      subject: `direct-tcp:${address}`,
      detail: `'Bench ${i}' from 10.0.0.${(i % 250) + 1}:4${String(i).padStart(4, '0')}`,
    });
  }
  return rows.map(({ seconds, ...row }, i) => ({
    id: randomUUID(),
    at: ago(seconds),
    ...row,
    ...(i === 0 ? {} : { sequence: rows.length - i, hash: sha256(`row ${rows.length - i}`) }),
  }));
}

/** @returns {Omit<Hub, 'counts'>} */
export function hub() {
  return {
    id: sha256('hub'),
    name: 'Workshop',
    version: '0.1.0',
    startedAt: ago(4 * HOUR),
    approvalDefault: 'ask',
    listeners: [{ protocol: 'direct-tcp', title: 'Direct TCP', name: 'devices', port: 3695 }],
  };
}
