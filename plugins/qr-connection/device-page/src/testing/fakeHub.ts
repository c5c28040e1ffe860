import { sha256 } from '@noble/hashes/sha2.js';

import { seeded } from '@browser/testing/random';
import { fromHex, hex, lp, type Random, same, u64, utf8 } from '@browser/wire/bytes';
import { b64u, fromB64u, fromBase64 } from '@browser/wire/encodings';
import { count, list, type Members, members, parseJson, text, texts } from '@browser/wire/json';

import { newJti, readJws, writeJws } from '../wire/jws';
import { pairIdOf } from '../wire/pairId';
import { initiatedBytes, ownershipBytes } from '../wire/proofs';
import { sign, signingKey, verify } from '../wire/signatures';
import { newUuid } from '../wire/uuid';

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly body: string;
  readonly signature?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly more: Members = {},
    readonly retryAfter?: number,
  ) {
    super(code);
  }
}

interface FakeAccount {
  readonly id: string;
  readonly key: Uint8Array;
  readonly name: string;
  state: 'waiting' | 'active' | 'refused';
  announcements: { readonly jti: string; readonly payload: Members }[];
  live: Set<(frame: string) => void>;
}

interface FakeConnection {
  readonly connectionId: string;
  readonly ends: readonly [End, End];
  broken: boolean;
  pausedBy: Set<string>;
}

interface End {
  readonly pairId: string;
  readonly account: string;
  /** addressed to this end */
  readonly queue: Map<string, string>;
  readonly stored: Map<string, string>;
  news: { receivedPackets: string[]; deliveredPackets: string[]; deletedPackets: string[] };
}

const noNews = (): End['news'] => ({ receivedPackets: [], deliveredPackets: [], deletedPackets: [] });

/**
 * A hub in memory, from the wire page, for tests and for looking at the page without a server. Strict about what is
 * signed; it does not keep the limits that a hub keeps.
 */
export class FakeHub {
  readonly seed: Uint8Array;
  readonly key: Uint8Array;
  readonly id: string;
  /** milliseconds since 1970 */
  time = Date.UTC(2026, 5, 1, 12);
  policy: 'open' | 'approval' | 'invite' = 'open';
  invites = new Set<string>();
  /** `lost`: the hub does what it is asked, and its answer never comes */
  network: 'up' | 'down' | 'lost' = 'up';
  readonly asked: Asked[] = [];
  /** What the next request with such a target is answered instead. */
  refuseNext: { target: string; status: number; code: string; retryAfter?: number } | undefined;
  readonly accounts = new Map<string, FakeAccount>();
  readonly connections: FakeConnection[] = [];
  private readonly nonces = new Set<string>();
  private readonly jtis = new Set<string>();
  private readonly pending = new Map<
    string,
    { account: string; recipient: string; expires: number; body: string }
  >();
  private readonly expired = new Set<string>();
  private readonly random: Random;

  constructor(
    readonly name = 'Workshop',
    seed = 'hub',
  ) {
    this.random = seeded(seed);
    this.seed = this.random(32);
    this.key = signingKey(this.seed);
    this.id = hex(sha256(this.key));
  }

  get now(): number {
    return Math.floor(this.time / 1000);
  }

  /** In place of `fetch`. */
  readonly send = async (target: string, init: RequestInit): Promise<Response> => {
    await Promise.resolve();
    if (this.network === 'down') throw new TypeError('Failed to fetch');
    const headers = new Headers(init.headers);
    const {
      status,
      body,
      headers: told,
    } = this.answer({
      method: init.method ?? 'GET',
      target,
      body: typeof init.body === 'string' ? init.body : '',
      signature: headers.get('Handfast-Signature') ?? undefined,
    });
    if (this.network === 'lost') throw new TypeError('Failed to fetch');
    return new Response(status === 204 ? null : body, { status, headers: told });
  };

  answer(asked: Asked): Answered {
    this.asked.push(asked);
    const date = { Date: new Date(this.time).toUTCString() };
    try {
      this.expire();
      const { refuseNext } = this;
      if (refuseNext !== undefined && asked.target.includes(refuseNext.target)) {
        this.refuseNext = undefined;
        throw new Refusal(refuseNext.status, refuseNext.code, {}, refuseNext.retryAfter);
      }
      const said = this.route(asked);
      const json = { 'Content-Type': 'application/json' };
      if (said === undefined) return { status: 204, body: '', headers: date };
      return { status: said.status, body: JSON.stringify(said.body), headers: { ...date, ...json } };
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal(400, 'bad-request', { why: String(error) });
      const { status, code, more, retryAfter } = refusal;
      const body = {
        type: 'about:blank',
        title: code,
        status,
        code,
        detail: `The hub says ${code}.`,
        ...more,
      };
      const wait: Record<string, string> =
        retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      const problem = { 'Content-Type': 'application/problem+json' };
      return { status, body: JSON.stringify(body), headers: { ...date, ...problem, ...wait } };
    }
  }

  /** The live socket. @returns what a closing socket calls, or nothing if it was refused */
  listen(target: string, push: (frame: string) => void): (() => void) | undefined {
    const auth = decodeURIComponent(/^\/qr\/live\?auth=(.+)$/.exec(target)?.[1] ?? '');
    try {
      const { account } = this.verified({ method: 'GET', target: '/qr/live', body: '', signature: auth });
      if (account?.state !== 'active') throw new Refusal(403, 'not-active');
      account.live.add(push);
      push(JSON.stringify(this.mailFor(account)));
      return () => account.live.delete(push);
    } catch (error) {
      const { status, code } = error as Refusal;
      push(
        JSON.stringify({ type: 'about:blank', title: code, status, code, detail: `The hub says ${code}.` }),
      );
      return undefined;
    }
  }

  accountNamed(name: string): FakeAccount {
    const account = [...this.accounts.values()].find((one) => one.name === name);
    if (account === undefined) throw new Error(`there is no ${name}`);
    return account;
  }

  decide(name: string, state: FakeAccount['state']): void {
    this.accountNamed(name).state = state;
  }

  /** Says something to one account, or to all. */
  announce(payload: Members, to: readonly FakeAccount[] = [...this.accounts.values()]): void {
    for (const account of to) {
      account.announcements.push({ jti: newJti(this.random), payload });
      this.push(account);
    }
  }

  /** A message as the hub signs it, at this very moment. */
  message(account: FakeAccount, jti: string, payload: Members): string {
    return writeJws(this.seed, 'hub', { ...payload, aud: account.id, iat: this.now, jti });
  }

  private route(asked: Asked): { status: number; body: Members } | undefined {
    const { method, target } = asked;
    if (method === 'GET' && target === '/hub') return { status: 200, body: this.card() };
    if (method !== 'POST') throw new Refusal(404, 'unknown');
    if (target === '/qr/accounts') return this.register(asked);
    const { account } = this.verified(asked);
    if (account === undefined) throw new Refusal(401, 'unknown-key');
    if (account.state !== 'active') throw new Refusal(403, 'not-active');
    if (target === '/qr/sync') return { status: 200, body: this.sync(account, parsed(asked)) };
    if (target === '/qr/connections/initiate')
      return { status: 200, body: this.initiate(account, asked.body) };
    if (target === '/qr/connections/confirm')
      return { status: 200, body: this.confirm(account, parsed(asked)) };
    const [, pairId, act] = /^\/qr\/connections\/([0-9a-f]{40})\/(break|pause|resume)$/.exec(target) ?? [];
    if (pairId === undefined || asked.body !== '') throw new Refusal(404, 'unknown');
    this.manage(account, pairId, act ?? '');
    return undefined;
  }

  private card(): Members {
    const { id, key, name } = this;
    return {
      hub_id: id,
      ed25519_public_key: hex(key),
      x25519_public_key: '00'.repeat(32),
      name,
      version: '0',
    };
  }

  private verified({ method, target, body, signature = '' }: Asked) {
    const [, keyId = '', created = '', nonce = '', sig = ''] =
      /^keyid="([^"]+)", created=(\d+), nonce="([\w-]{22})", sig="([\w-]{86})"$/.exec(signature) ?? [];
    const [, encoded] = /^ed25519:([\w-]{43})$/.exec(keyId) ?? [];
    const account = this.accounts.get(keyId);
    const key = encoded === undefined ? account?.key : fromB64u(encoded);
    if (key === undefined) throw new Refusal(401, 'unknown-key');
    const digest = sha256(utf8(body));
    const at = Number(created);
    const bytes = lp('handfast/request/v1', this.id, keyId, method, target, u64(at), fromB64u(nonce), digest);
    if (!verify(key, bytes, fromB64u(sig))) throw new Refusal(401, 'bad-signature');
    if (Math.abs(at - this.now) > 300) throw new Refusal(401, 'bad-created');
    if (this.nonces.has(keyId + nonce)) throw new Refusal(401, 'bad-nonce');
    this.nonces.add(keyId + nonce);
    return { account, key };
  }

  private register(asked: Asked) {
    const { key } = this.verified(asked);
    const said = parsed(asked);
    if (!same(key, fromB64u(text(said, 'public_key')))) throw new Refusal(403, 'wrong-key');
    const known = [...this.accounts.values()].find((account) => same(account.key, key));
    if (known !== undefined) return { status: 200, body: this.standing(known) };
    const isInvited = this.invites.delete(typeof said.invite === 'string' ? said.invite : '');
    if (this.policy === 'invite' && !isInvited) throw new Refusal(403, 'wrong-invite');
    const account: FakeAccount = {
      id: newUuid(this.random),
      key,
      name: text(said, 'name'),
      state: this.policy === 'open' || isInvited ? 'active' : 'waiting',
      announcements: [],
      live: new Set(),
    };
    this.accounts.set(account.id, account);
    return { status: 201, body: this.standing(account) };
  }

  private standing({ id, state }: FakeAccount): Members {
    return { account_id: id, state, hub_key: b64u(this.key) };
  }

  private packet(account: FakeAccount, said: Members, subType: number): Members {
    const payload = readJws(text(said, 'packet'), account.id, account.key);
    const isMine = payload.aud === this.id && payload.type === 5 && payload.subType === subType;
    if (!isMine || Math.abs(count(payload, 'iat') - this.now) > 300) throw new Refusal(400, 'bad-packet');
    return payload;
  }

  private claim(account: FakeAccount, payload: Members): void {
    const jti = account.id + text(payload, 'jti');
    if (this.jtis.has(jti)) throw new Refusal(409, 'repeated');
    this.jtis.add(jti);
  }

  private prove(
    account: FakeAccount,
    said: Members,
    act: 'initiate' | 'confirm',
    own: string,
    other: string,
  ) {
    const pairKey = fromB64u(text(said, 'pairKey'));
    const bytes = ownershipBytes({ hubId: this.id, act, accountId: account.id, own, other });
    if (pairIdOf(pairKey) !== own) throw new Refusal(403, 'wrong-key');
    if (!verify(pairKey, bytes, fromB64u(text(said, 'pairProof')))) throw new Refusal(403, 'wrong-signature');
  }

  private initiate(account: FakeAccount, body: string): Members {
    const said = members(parseJson(body));
    const before = [...this.pending.entries()].find(
      ([, one]) => one.body === body && one.account === account.id,
    );
    if (before !== undefined) return this.promise(account, before[0]);
    const payload = this.packet(account, said, 1);
    const senderId = text(payload, 'senderID');
    const recipient = text(payload, 'recipientID');
    this.prove(account, said, 'initiate', senderId, recipient);
    if (this.pending.has(senderId)) throw new Refusal(409, 'pending');
    if (this.endsOf(senderId) !== undefined || this.endsOf(recipient) !== undefined)
      throw new Refusal(409, 'in-use');
    this.claim(account, payload);
    this.expired.delete(senderId);
    this.pending.set(senderId, { account: account.id, recipient, expires: this.now + 600, body });
    return this.promise(account, senderId);
  }

  private promise(account: FakeAccount, senderId: string): Members {
    const { recipient, expires } = this.pending.get(senderId) ?? { recipient: '', expires: 0 };
    const bytes = initiatedBytes({
      hubId: this.id,
      senderId,
      recipientId: recipient,
      accountId: account.id,
      expires,
    });
    const signature = b64u(sign(this.seed, bytes));
    return { senderID: senderId, recipientID: recipient, signature, expiresAt: expires };
  }

  private confirm(account: FakeAccount, said: Members): Members {
    const payload = this.packet(account, said, 2);
    const senderId = text(payload, 'senderID');
    const recipientId = text(payload, 'recipientID');
    this.prove(account, said, 'confirm', recipientId, senderId);
    const made = this.connections.find(({ ends }) => ends[0].pairId === senderId);
    if (made !== undefined) {
      const isMine = made.ends[1].account === account.id && made.ends[1].pairId === recipientId;
      throw new Refusal(409, 'used', isMine ? { connectionId: made.connectionId } : {});
    }
    if (this.expired.has(senderId)) throw new Refusal(410, 'expired');
    const waiting = this.pending.get(senderId);
    if (waiting === undefined) throw new Refusal(404, 'unknown');
    if (waiting.account === account.id) throw new Refusal(403, 'one-account');
    const { account: accountId, expires } = waiting;
    const bytes = initiatedBytes({ hubId: this.id, senderId, recipientId, accountId, expires });
    if (!verify(this.key, bytes, fromB64u(text(payload, 'signature'))))
      throw new Refusal(403, 'wrong-signature');
    this.claim(account, payload);
    this.pending.delete(senderId);
    const connectionId = newUuid(this.random);
    const end = (pairId: string, owner: string): End => ({
      pairId,
      account: owner,
      queue: new Map(),
      stored: new Map(),
      news: noNews(),
    });
    const ends = [end(senderId, waiting.account), end(recipientId, account.id)] as const;
    this.connections.push({ connectionId, ends, broken: false, pausedBy: new Set() });
    const done = { type: 5, subType: 3, connectionId, senderID: senderId, recipientID: recipientId };
    this.tell(waiting.account, done);
    return done;
  }

  private manage(account: FakeAccount, pairId: string, act: string): void {
    const connection = this.endsOf(pairId)?.connection;
    const mine = connection?.ends.find((end) => end.account === account.id);
    if (connection === undefined || mine === undefined || connection.broken)
      throw new Refusal(404, 'unknown');
    if (act === 'pause') connection.pausedBy.add(account.id);
    if (act === 'resume' && !connection.pausedBy.delete(account.id)) throw new Refusal(409, 'paused');
    if (act !== 'break') return;
    connection.broken = true;
    for (const end of connection.ends) end.queue.clear();
    const [a, b] = connection.ends;
    const { connectionId } = connection;
    const told = { type: 5, subType: 5, senderID: a.pairId, recipientID: b.pairId, connectionId };
    this.tell((mine === a ? b : a).account, told);
  }

  private sync(account: FakeAccount, said: Members): Members {
    const receipts = list(said, 'lastPacketsReceived').map(members);
    const data = list(said, 'data').map(members);
    for (const row of receipts) this.own(account, text(row, 'pairID'));
    for (const row of data) this.checkPacket(account, row);
    const heard = texts(said, 'serverMessagesReceived');
    account.announcements = account.announcements.filter(({ jti }) => !heard.includes(jti));
    for (const row of receipts) {
      const { mine, peer } = this.own(account, text(row, 'pairID'));
      for (const packetId of texts(row, 'packetIDs')) {
        if (mine.queue.delete(packetId)) peer.news.deletedPackets.push(packetId);
      }
    }
    for (const row of data) {
      const { mine, peer } = this.peer(account, text(row, 'pairID'));
      const packetId = text(row, 'packetID');
      if (mine.stored.has(packetId)) continue;
      mine.stored.set(packetId, text(row, 'blob'));
      mine.news.receivedPackets.push(packetId);
      peer.queue.set(packetId, text(row, 'blob'));
    }
    const answer = this.mailFor(account);
    for (const { ends } of this.connections) {
      for (const end of ends) if (end.account === account.id) end.news = noNews();
    }
    for (const row of [...data, ...receipts]) {
      const { peer } = this.endsOf(text(row, 'pairID')) ?? {};
      const other = this.endsOf(text(row, 'pairID'))?.mine;
      for (const end of [peer, other]) {
        const listener = this.accounts.get(end?.account ?? '');
        if (listener !== undefined && listener !== account) this.push(listener);
      }
    }
    return answer;
  }

  private checkPacket(account: FakeAccount, row: Members): void {
    const { connection, mine } = this.peer(account, text(row, 'pairID'));
    const blob = text(row, 'blob');
    if (fromBase64(blob).length > 8_192) throw new Refusal(413, 'too-large');
    const before = mine.stored.get(text(row, 'packetID'));
    if (before !== undefined && before !== blob) throw new Refusal(409, 'other-bytes');
    if (connection.pausedBy.size > 0) throw new Refusal(409, 'paused', { pairID: row.pairID });
  }

  /** What a sync answers and the socket pushes. */
  private mailFor(account: FakeAccount): Members {
    const data: Members[] = [];
    const syncMeta: Members[] = [];
    for (const { ends, broken } of this.connections) {
      ends.forEach((mine, i) => {
        const peer = ends[1 - i];
        if (mine.account !== account.id || peer === undefined || broken) return;
        for (const [packetID, blob] of mine.queue) {
          data.push({ pairID: mine.pairId, packetID, blob });
          if (!peer.news.deliveredPackets.includes(packetID)) peer.news.deliveredPackets.push(packetID);
        }
        const isTouched = Object.values(mine.news).some((ids) => ids.length > 0);
        if (isTouched)
          syncMeta.push({ pairID: peer.pairId, target: i === 0 ? 'sender' : 'recipient', ...mine.news });
      });
    }
    const serverMessages = account.announcements.map(({ jti, payload }) =>
      this.message(account, jti, payload),
    );
    return { syncMeta, data, serverMessages };
  }

  private tell(accountId: string, payload: Members): void {
    const account = this.accounts.get(accountId);
    if (account !== undefined) this.announce(payload, [account]);
  }

  private push(account: FakeAccount): void {
    if (account.live.size === 0) return;
    const frame = JSON.stringify(this.mailFor(account));
    for (const push of account.live) push(frame);
  }

  private own(account: FakeAccount, pairId: string) {
    const ends = this.endsOf(pairId);
    if (ends?.mine.account !== account.id || ends.connection.broken) throw new Refusal(403, 'not-yours');
    return ends;
  }

  /** The caller's end of the connection whose other end goes by that id. */
  private peer(account: FakeAccount, pairId: string) {
    const ends = this.endsOf(pairId);
    if (ends?.peer.account !== account.id || ends.connection.broken) throw new Refusal(403, 'not-yours');
    return { connection: ends.connection, mine: ends.peer, peer: ends.mine };
  }

  private endsOf(pairId: string) {
    fromHex(pairId);
    for (const connection of this.connections) {
      const [a, b] = connection.ends;
      if (a.pairId === pairId) return { connection, mine: a, peer: b };
      if (b.pairId === pairId) return { connection, mine: b, peer: a };
    }
    return undefined;
  }

  private expire(): void {
    for (const [senderId, { account, recipient, expires }] of this.pending) {
      if (expires > this.now) continue;
      this.pending.delete(senderId);
      this.expired.add(senderId);
      this.tell(account, { type: 5, subType: 4, senderID: senderId, recipientID: recipient });
    }
  }
}

function parsed({ body }: Asked): Members {
  return members(parseJson(body));
}
