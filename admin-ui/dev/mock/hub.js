import { randomUUID } from 'node:crypto';

import * as data from './data.js';

/**
 * @typedef {import('../../src/api/types').Question} Question
 * @typedef {import('../../src/api/types').FlightRecord} FlightRecord
 * @typedef {import('../../src/live/news').Resource} Resource
 */

export const PASSWORD = 'correct horse';
export const SETUP_TOKEN = 'one-time-token';

/** A hub in memory that acts as far as the console can see. */
export class MockHub {
  setUp = true;
  signedIn = false;
  csrf = randomUUID();
  version = 1;
  /** Set to make every request but the session's fail, as a hub with a lost database would. */
  broken = false;
  /** Milliseconds that answers take. */
  slow = 0;
  /** How long a device and the hub take for their part. */
  pace = 1_500;

  devices = data.devices();
  peerings = data.peerings(this.devices);
  mailboxes = data.mailboxes(this.devices);
  offers = data.offers();
  questions = data.questions(this.devices);
  conversations = data.conversations(this.devices);
  plugins = data.plugins();
  rooms = data.rooms(this.devices);
  settings = data.settings();
  transports = data.transports();
  report = data.report();
  /** By device. @type {Record<string, import('../../src/api/types').Message[]>} */
  messages = {};
  audit = data.audit(this.devices);
  hub = data.hub();

  /** @type {Set<(resource: Resource | 'bye', news: { id?: string, version: number }) => void>} */
  listeners = new Set();

  constructor() {
    const [talking, ...others] = data.coded();
    this.devices.splice(-1, 0, talking, ...others);
    this.messages[talking.device.id] = data.messages();
    for (const q of this.questions) this.begin(q);
  }

  /** @param {Resource | 'bye'} resource @param {string} [id] */
  tell(resource, id) {
    this.version++;
    for (const listener of this.listeners) {
      listener(resource, id === undefined ? { version: this.version } : { id, version: this.version });
    }
  }

  /** Nothing has ever happened here. */
  empty() {
    this.devices = [];
    this.peerings = [];
    this.mailboxes = [];
    this.offers = [];
    this.questions = [];
    this.conversations = [];
    this.plugins = [];
    this.rooms = [];
    this.transports = [];
    this.messages = {};
    this.audit = [];
  }

  /** A device asks. @param {Partial<Question>} parts */
  ask(parts = {}) {
    const q = data.question({ name: 'Grace’s workstation', askedAt: new Date().toISOString(), ...parts });
    this.questions.push(q);
    this.begin(q);
    this.tell('questions');
    return q;
  }

  /** @param {Question} q */
  begin(q) {
    this.conversations.unshift({
      conversation: {
        id: q.conversationId,
        protocol: q.protocol,
        protocolTitle: q.protocolTitle,
        key: `link/${q.conversationId.slice(0, 4)}`,
        address: q.address,
        ...(q.remote === undefined ? {} : { remote: q.remote }),
        phase: 'AWAITING_DECISION',
        label: 'Pairing',
        reason: '',
        startedAt: q.askedAt,
        messagesIn: 2,
        messagesOut: 1,
      },
      entries: [
        { at: q.askedAt, kind: 'EVENT', code: 'opened', detail: `from ${q.remote ?? ''}` },
        { at: q.askedAt, kind: 'EFFECT', code: `ask-${q.stage}`, detail: q.name },
      ],
    });
  }

  /** A device gives up. @param {string} conversationId @param {string} reason */
  withdraw(conversationId, reason) {
    this.questions = this.questions.filter((q) => q.conversationId !== conversationId);
    this.end(conversationId, 'CANCELLED', reason);
    this.tell('questions');
  }

  /** @param {Question} q @param {'YES' | 'NO'} answer */
  answer(q, answer) {
    this.questions = this.questions.filter((other) => other.id !== q.id);
    this.note(
      answer === 'YES' ? 'question-accepted' : 'question-rejected',
      q.address,
      `${q.stage} of '${q.name}'`,
    );
    this.tell('questions');
    if (answer === 'NO') {
      this.end(q.conversationId, 'REJECTED', `${q.stage} was refused by admin`);
      return;
    }
    if (q.stage === 'ACCOUNT') {
      this.end(q.conversationId, 'CLOSED', 'it has an account now');
      return;
    }
    setTimeout(() => {
      if (q.stage === 'CONTACT') this.compare(q);
      else this.establish(q);
    }, this.pace);
  }

  /** @param {Question} q */
  compare(q) {
    const shown = q.kind === 'controller' ? data.FINGERPRINTS : data.CHECK_WORDS;
    this.questions.push({ ...q, id: randomUUID(), stage: 'WORDS', shown });
    this.tell('questions');
  }

  /** @param {Question} q */
  establish(q) {
    const now = new Date().toISOString();
    const id = q.replaces?.id ?? randomUUID();
    const record = this.conversations.find(({ conversation }) => conversation.id === q.conversationId);
    if (record !== undefined)
      Object.assign(record.conversation, { phase: 'ESTABLISHED', label: 'Connected', deviceId: id });
    this.devices = this.devices.filter(({ device }) => device.id !== id);
    this.devices.unshift({
      device: {
        id,
        name: q.name,
        kind: q.kind,
        trust: 'TRUSTED',
        trustReason: 'approved by admin',
        addresses: [{ protocol: q.protocol, protocolTitle: q.protocolTitle, address: q.address }],
        connected: true,
        replayable: false,
        connection: {
          remote: q.remote ?? '',
          conversationId: q.conversationId,
          label: 'Connected',
          links: 1,
        },
        approvedBy: 'admin',
        approvedAt: now,
        firstSeen: now,
        lastSeen: now,
      },
      pairings: [],
      peerings: [],
      mailbox: { parcels: 0, bytes: 0 },
      facts: [],
    });
    this.note('device-approved', q.address, `'${q.name}' is trusted`);
    this.tell('devices', id);
    this.tell('conversations', q.conversationId);
  }

  /**
   * @param {string} id
   * @param {NonNullable<FlightRecord['conversation']['outcome']>} outcome
   * @param {string} reason
   */
  end(id, outcome, reason) {
    const record = this.conversations.find(({ conversation }) => conversation.id === id);
    if (record === undefined) return;
    Object.assign(record.conversation, { outcome, reason, endedAt: new Date().toISOString() });
    this.tell('conversations', id);
  }

  /** @param {string} action @param {string} subject @param {string} detail */
  note(action, subject, detail) {
    /** @type {import('../../src/api/types').AuditRow} */
    const row = {
      id: randomUUID(),
      at: new Date().toISOString(),
      actor: 'admin',
      action,
      subject: `direct-tcp:${subject}`,
      detail,
    };
    this.audit.unshift(row);
    setTimeout(() => {
      row.sequence = Math.max(0, ...this.audit.map((r) => r.sequence ?? 0)) + 1;
      row.hash = data.sha256(row.id);
    }, 1_000);
  }

  counts() {
    return {
      questions: this.questions.length,
      trustedDevices: this.devices.filter(({ device }) => device.trust === 'TRUSTED').length,
      connectedDevices: this.devices.filter(({ device }) => device.connected).length,
      conversations: this.conversations.filter(({ conversation }) => conversation.outcome === undefined)
        .length,
      links: 4,
    };
  }
}
