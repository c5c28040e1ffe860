import { b64u, fromB64u } from '@browser/wire/encodings';
import { count, text } from '@browser/wire/json';

import { newJti, writeJws } from '../wire/jws';
import { type Line, writeLine } from '../wire/lines';
import { isSignedByHub, proveOwnership } from '../wire/proofs';
import { signingKey } from '../wire/signatures';
import { connect } from './connection';
import type { Context } from './context';
import { isPassing, Problem } from './hub';
import {
  answer,
  baseOfA,
  baseOfB,
  comparisonOfA,
  isAtHub,
  Misfit,
  MISFITS,
  peerOfA,
  show,
  takeSecond,
} from './pairing';
import type { OwnKeys, PairingOfA, PairingOfB, PeerOfA, Pending } from './records';

const CONNECTION_MANAGEMENT = 5;
const INITIATE = 1;
const CONFIRM = 2;
/** The hub refuses a packet that is five minutes old. */
const FRESH_SECONDS = 240;

/** Leads the one pairing in progress, and makes a connection of it. */
export class PairingDesk {
  constructor(private readonly context: Context) {}

  /** This person shows the first code. */
  show(label: string): void {
    const { vault, host, random } = this.context;
    vault.pairing = show(label, host, random);
  }

  /**
   * A code was scanned or pasted: A's first code if there is no pairing yet, else the one that is due.
   *
   * @throws Misfit if it does not belong here; after three second codes of which none did, the pairing is over
   */
  take(line: Line, label: string): void {
    const { vault, host, random, card, clock } = this.context;
    const { pairing } = vault;
    if (pairing === undefined) {
      vault.pairing = answer(line, label, host, random);
    } else if (pairing.role === 'A') {
      this.initiate(pairing, peerOfA(pairing, line));
    } else {
      try {
        vault.pairing = takeSecond(pairing, line, card.id, clock.seconds());
      } catch (error) {
        if (error instanceof Misfit && ['other-pair', 'not-opened'].includes(error.reason))
          this.misfit(pairing);
        throw error;
      }
    }
  }

  /** Both compared the words. B's yes is what the hub is told; a no of either ends it. */
  decide(same: boolean): void {
    const { pairing } = this.context.vault;
    if (pairing === undefined) return;
    if (!same) this.abandon();
    else if (pairing.step === 'waiting') this.context.vault.pairing = { ...pairing, compared: true };
    else if (pairing.step === 'comparing') this.confirm(pairing);
  }

  /** A's second code had expired: the hub is asked for another. */
  renew(): void {
    const { pairing } = this.context.vault;
    if (pairing?.role === 'A' && pairing.step === 'expired') this.initiate(pairing, pairing.peer);
  }

  /** Gives the pairing up. If it becomes a connection nevertheless, that is broken at once. */
  abandon(): void {
    const { vault } = this.context;
    const { pairing } = vault;
    if (pairing === undefined) return;
    if (isAtHub(pairing)) vault.refuse(pairing.own.id);
    vault.pairing = undefined;
  }

  /** Whether the hub is to be told something. */
  get isDue(): boolean {
    const step = this.context.vault.pairing?.step;
    return step === 'initiating' || step === 'confirming';
  }

  /** Tells the hub what it is to be told, if anything. @throws Unreachable @throws Problem if it is worth another try */
  async proceed(): Promise<void> {
    const { vault, clock } = this.context;
    const { pairing } = vault;
    if (pairing?.step !== 'initiating' && pairing?.step !== 'confirming') return;
    if (pairing.request.iat + FRESH_SECONDS < clock.seconds()) {
      if (pairing.role === 'A') this.initiate(pairing, pairing.peer);
      else this.confirm(pairing);
    }
    const current = vault.pairing;
    if (current?.step === 'initiating') await this.sendInitiate(current);
    if (current?.step === 'confirming') await this.sendConfirm(current);
  }

  /** The hub says that a connection of ours is confirmed. */
  confirmed(senderId: string, recipientId: string, connectionId: string): void {
    const { vault, clock } = this.context;
    const { pairing } = vault;
    const [own, other] = pairing?.role === 'B' ? [recipientId, senderId] : [senderId, recipientId];
    if (pairing?.own.id !== own || !('peer' in pairing) || pairing.peer.id !== other) return;
    if (pairing.step === 'showing' || pairing.step === 'comparing') return;
    const { label } = pairing;
    const comparison =
      'comparison' in pairing
        ? pairing.comparison
        : comparisonOfA(pairing, pairing.peer, this.context.card.id);
    const compared = pairing.role === 'B' || (pairing.step === 'waiting' && pairing.compared);
    const said = { label, comparison, compared };
    vault.keep(connect(connectionId, pairing.own, pairing.peer, said, clock.seconds()));
    vault.pairing = undefined;
  }

  /** The hub says that nobody confirmed in time. */
  expired(senderId: string): void {
    const { vault } = this.context;
    const { pairing } = vault;
    if (pairing?.role !== 'A' || pairing.own.id !== senderId || pairing.step !== 'waiting') return;
    vault.pairing = { ...baseOfA(pairing), step: 'expired', peer: pairing.peer };
  }

  /** A's code ran out by the clock; what the hub says of it comes later, or is lost. */
  lookAtClock(): void {
    const { vault, clock } = this.context;
    const { pairing } = vault;
    // The hub may have confirmed in the last moment: its word is waited for a while.
    if (pairing?.step === 'waiting' && pairing.expires + 15 <= clock.seconds()) this.expired(pairing.own.id);
  }

  private initiate(pairing: PairingOfA, peer: PeerOfA): void {
    const codes = { senderID: pairing.own.id, recipientID: peer.id };
    const request = this.request('initiate', INITIATE, codes, pairing.own, peer.id);
    this.context.vault.pairing = { ...baseOfA(pairing), step: 'initiating', peer, request };
  }

  private confirm(pairing: PairingOfB & { step: 'comparing' | 'confirming' }): void {
    const { own, peer, signature } = pairing;
    const codes = { senderID: peer.id, recipientID: own.id, signature };
    const request = this.request('confirm', CONFIRM, codes, own, peer.id);
    this.context.vault.pairing = { ...pairing, refusal: undefined, step: 'confirming', request };
  }

  private request(
    act: 'initiate' | 'confirm',
    subType: number,
    codes: Readonly<Record<string, string>>,
    own: OwnKeys,
    other: string,
  ): Pending {
    const { card, account, clock, random } = this.context;
    const iat = clock.seconds();
    const payload = {
      ...codes,
      type: CONNECTION_MANAGEMENT,
      subType,
      aud: card.id,
      iat,
      jti: newJti(random),
    };
    const pair = fromB64u(own.pair);
    const ownership = { hubId: card.id, act, accountId: account.id, own: own.id, other };
    return {
      body: JSON.stringify({
        packet: writeJws(account.seed, account.id, payload),
        pairKey: b64u(signingKey(pair)),
        pairProof: b64u(proveOwnership(pair, ownership)),
      }),
      iat,
    };
  }

  private async sendInitiate(pairing: PairingOfA & { step: 'initiating' }): Promise<void> {
    const { card, account, clock, hubKey, hub, signer, vault } = this.context;
    const { own, peer, request } = pairing;
    try {
      const said = await hub.post(card.id, signer, '/qr/connections/initiate', request.body);
      if (vault.pairing !== pairing) return;
      const expires = count(said, 'expiresAt');
      const signature = fromB64u(text(said, 'signature'));
      const initiated = {
        hubId: card.id,
        senderId: own.id,
        recipientId: peer.id,
        accountId: account.id,
        expires,
      };
      if (!isSignedByHub(hubKey, initiated, signature)) {
        throw new Problem(0, 'another-hub', 'The signature is not that of the hub that this page knows.');
      }
      const nonce = fromB64u(pairing.nonce);
      const second = {
        kind: 'S',
        signature,
        expires,
        senderId: own.id,
        recipientId: peer.id,
        nonce,
      } as const;
      vault.pairing = {
        ...baseOfA(pairing),
        step: 'waiting',
        peer,
        comparison: comparisonOfA(pairing, peer, card.id),
        second: writeLine(second),
        since: clock.seconds(),
        expires,
        compared: false,
      };
    } catch (error) {
      if (vault.pairing !== pairing) return;
      if (isRepeat(error)) this.initiate(pairing, peer);
      else vault.pairing = { ...baseOfA(pairing), step: 'showing', refusal: refusalOf(error) };
    }
  }

  private async sendConfirm(pairing: PairingOfB & { step: 'confirming' }): Promise<void> {
    const { card, hub, signer, vault } = this.context;
    const { own, peer, request } = pairing;
    try {
      const said = await hub.post(card.id, signer, '/qr/connections/confirm', request.body);
      this.confirmed(peer.id, own.id, text(said, 'connectionId'));
    } catch (error) {
      // This end had confirmed, and the answer was lost.
      const done = error instanceof Problem && error.code === 'used' ? error.said.connectionId : undefined;
      if (typeof done === 'string') {
        this.confirmed(peer.id, own.id, done);
        return;
      }
      if (vault.pairing !== pairing) return;
      if (isRepeat(error)) this.confirm(pairing);
      else vault.pairing = { ...baseOfB(pairing), step: 'showing', refusal: refusalOf(error) };
    }
  }

  private misfit(pairing: PairingOfB): void {
    const misfits = pairing.misfits + 1;
    this.context.vault.pairing = misfits >= MISFITS ? undefined : { ...pairing, misfits };
  }
}

/** The hub had the request before, and its answer never came: it is asked with another. */
function isRepeat(error: unknown): boolean {
  return error instanceof Problem && error.code === 'repeated';
}

/** @throws the error, if it passes */
function refusalOf(error: unknown) {
  // What is wrong with the account or the clock is seen to by whoever takes the turn.
  if (!(error instanceof Problem) || error.status === 401 || isPassing(error)) throw error;
  return { code: error.code, detail: error.detail };
}
