import { list, type Members, members, text, texts } from '@browser/wire/json';

import type { Announcements } from './announcements';
import { broken, confirmed, deleted, delivered, failed, receive, stored } from './connection';
import type { Context } from './context';
import { Problem } from './hub';
import type { Connection, Packet } from './records';

const PACKETS_A_BODY = 100;
const CHARACTERS_A_BODY = 900_000;
const RECEIPTS_A_BODY = 200;
/** How long to wait where the hub does not say. */
const HOLD_SECONDS = 10;
/** Past this many the hub repeats itself. */
const ROUNDS = 100;

/** A part of a sync, small enough that the hub's no to it concerns one thing. */
type Part =
  | { readonly kind: 'packets'; readonly id: string; readonly packets: readonly Packet[] }
  | { readonly kind: 'receipts'; readonly id: string; readonly packetIds: readonly string[] }
  | { readonly kind: 'heard'; readonly jtis: readonly string[] };

/** Brings packets and receipts to the hub, and takes what it has. */
export class Mail {
  constructor(
    private readonly context: Context,
    private readonly announcements: Announcements,
  ) {}

  /** Until nothing is left on either side. @throws Problem @throws Unreachable */
  async exchange(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const more = await this.send(this.due());
      if (!more && this.due().length === 0) return;
    }
  }

  /** Whether the hub is to be told something. */
  get isDue(): boolean {
    return this.due().length > 0;
  }

  /** When what is held may be sent again, in Unix seconds; nothing if nothing is held. */
  get heldUntil(): number | undefined {
    const moments = this.context.vault.connections.flatMap(({ state, outbox, held }) =>
      state === 'open' && outbox.length > 0 && held !== undefined ? [held.until] : [],
    );
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** Takes an answer, or what the hub pushes. */
  take(answer: Members): void {
    const { vault, clock, random } = this.context;
    for (const row of list(answer, 'data').map(members)) {
      const connection = vault.connection(text(row, 'pairID'));
      const packet = { packetId: text(row, 'packetID'), blob: text(row, 'blob') };
      if (connection !== undefined) vault.keep(receive(connection, packet, clock.seconds(), random));
    }
    for (const row of list(answer, 'syncMeta').map(members)) {
      const connection = this.to(text(row, 'pairID'));
      if (connection === undefined) continue;
      const after = delivered(
        stored(connection, texts(row, 'receivedPackets')),
        texts(row, 'deliveredPackets'),
      );
      const gone = texts(row, 'deletedPackets');
      vault.keep(gone.length === 0 ? after : deleted(after, gone, clock.seconds(), random));
    }
    for (const jws of texts(answer, 'serverMessages')) this.announcements.hear(jws);
  }

  private due(): readonly Part[] {
    const { vault, clock } = this.context;
    const parts: Part[] = [];
    if (vault.hubReceipts.length > 0)
      parts.push({ kind: 'heard', jtis: vault.hubReceipts.slice(0, RECEIPTS_A_BODY) });
    let packetsLeft = PACKETS_A_BODY;
    let charactersLeft = CHARACTERS_A_BODY;
    let receiptsLeft = RECEIPTS_A_BODY;
    for (const { id, state, receipts, outbox, paused, held } of vault.connections) {
      if (state !== 'open') continue;
      const packetIds = receipts.slice(0, receiptsLeft);
      receiptsLeft -= packetIds.length;
      if (packetIds.length > 0) parts.push({ kind: 'receipts', id, packetIds });
      if (paused || (held !== undefined && held.until > clock.seconds())) continue;
      const packets: Packet[] = [];
      for (const packet of outbox.slice(0, packetsLeft)) {
        if (packet.blob.length > charactersLeft) break;
        charactersLeft -= packet.blob.length;
        packetsLeft--;
        packets.push(packet);
      }
      if (packets.length > 0) parts.push({ kind: 'packets', id, packets });
    }
    return parts;
  }

  /** A sync is all or nothing: one that is refused is sent again part by part, to find out what the hub will not have. */
  private async send(parts: readonly Part[]): Promise<boolean> {
    try {
      const answer = await this.context.post('/qr/sync', this.bodyOf(parts));
      for (const part of parts) this.settle(part);
      this.take(answer);
      return answer.more === true;
    } catch (error) {
      if (!(error instanceof Problem) || !concernsContent(error)) throw error;
      const smaller = parts.length > 1 ? parts.map((part) => [part]) : halves(parts[0]).map((part) => [part]);
      if (smaller.length > 1) {
        for (const alone of smaller) await this.send(alone);
      } else if (parts[0] !== undefined) {
        this.blame(parts[0], error);
      } else {
        throw error;
      }
      return false;
    }
  }

  private bodyOf(parts: readonly Part[]): Members {
    const { vault } = this.context;
    const data = parts.flatMap((part) =>
      part.kind !== 'packets'
        ? []
        : part.packets.map(({ packetId, blob }) => ({
            pairID: vault.connection(part.id)?.peerId,
            packetID: packetId,
            blob,
          })),
    );
    return {
      lastPacketsReceived: parts.flatMap((part) =>
        part.kind === 'receipts' ? [{ pairID: part.id, packetIDs: part.packetIds }] : [],
      ),
      serverMessagesReceived: parts.flatMap((part) => (part.kind === 'heard' ? part.jtis : [])),
      data,
    };
  }

  /** The hub has it. */
  private settle(part: Part): void {
    const { vault } = this.context;
    if (part.kind === 'heard') {
      vault.hubToldOf(part.jtis);
      return;
    }
    const connection = vault.connection(part.id);
    if (connection === undefined) return;
    if (part.kind === 'receipts') vault.keep(confirmed(connection, part.packetIds));
    else vault.keep({ ...stored(connection, part.packets.map(idOf)), held: undefined });
  }

  /** The hub will not have it, now or ever. */
  private blame(part: Part, problem: Problem): void {
    const { vault, clock } = this.context;
    const connection = part.kind === 'heard' ? undefined : vault.connection(part.id);
    if (part.kind === 'heard' || connection === undefined) {
      if (part.kind === 'heard') vault.hubToldOf(part.jtis);
    } else if (problem.code === 'broken') {
      vault.keep(broken(connection, 'them'));
    } else if (problem.code === 'not-yours' || problem.status === 404) {
      vault.keep(broken(connection, 'hub'));
    } else if (part.kind === 'receipts') {
      vault.keep(confirmed(connection, part.packetIds));
    } else if (problem.code === 'paused' || problem.status === 429) {
      const until = clock.seconds() + (problem.retryAfter ?? HOLD_SECONDS);
      vault.keep({ ...connection, held: { until, code: problem.code } });
    } else {
      for (const id of part.packets.map(idOf))
        vault.keep(failed(vault.connection(part.id) ?? connection, id, problem.detail));
    }
  }

  private to(peerId: string): Connection | undefined {
    return this.context.vault.connections.find((connection) => connection.peerId === peerId);
  }
}

const idOf = ({ packetId }: Packet): string => packetId;

/** True of a no to what was sent; false of one to who sent it, or when. */
function concernsContent({ status, code }: Problem): boolean {
  if (status === 429) return code === 'full' || code === 'too-fast';
  if (status === 403) return !['not-active', 'blocked'].includes(code);
  return [400, 404, 409, 410, 413].includes(status);
}

function halves(part: Part | undefined): readonly Part[] {
  if (part?.kind !== 'packets' || part.packets.length < 2) return part === undefined ? [] : [part];
  const middle = part.packets.length >> 1;
  return [part.packets.slice(0, middle), part.packets.slice(middle)].map((packets) => ({ ...part, packets }));
}
