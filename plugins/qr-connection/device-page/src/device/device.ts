import { members, parseJson } from '@browser/wire/json';

import { type Line, readPasted, readScanned } from '../wire/lines';
import { Announcements } from './announcements';
import { broken, keepKeysFresh, type LocationContent, locationWait, say } from './connection';
import type { Context } from './context';
import { Problem } from './hub';
import { join, register } from './joining';
import { Mail } from './mail';
import { PairingDesk } from './pairingDesk';
import type { Account, Connection, HubCard, Notice, Pairing } from './records';

/** What a hub answers to whom it does not serve. */
const ACCOUNT_PROBLEMS = ['unknown-key', 'not-active', 'blocked'];

/**
 * The QR client of one hub and one account: what a person does with it, and {@link turn}, which brings all of that to
 * the hub. Everything that a person does is kept first and sent then, so that nothing is lost with the page.
 */
export class Device {
  private readonly desk: PairingDesk;
  private readonly mail: Mail;

  constructor(private readonly context: Context) {
    this.desk = new PairingDesk(context);
    this.mail = new Mail(context, new Announcements(context, this.desk));
  }

  get hub(): HubCard {
    return this.context.card;
  }

  get account(): Account | undefined {
    return this.context.vault.account;
  }

  get isActive(): boolean {
    return this.account?.state === 'active';
  }

  get pairing(): Pairing | undefined {
    return this.context.vault.pairing;
  }

  /** Newest first. */
  get connections(): readonly Connection[] {
    return this.context.vault.connections;
  }

  connection(id: string): Connection | undefined {
    return this.context.vault.connection(id);
  }

  /** Newest first. */
  get notices(): readonly Notice[] {
    return this.context.vault.notices;
  }

  /** The hub's time, in Unix seconds. */
  get now(): number {
    return this.context.clock.seconds();
  }

  /** Where the live socket is, signed anew. */
  get liveTarget(): string {
    const { hub, card, signer } = this.context;
    return hub.liveTarget(card.id, signer);
  }

  join(name: string, invite: string): void {
    join(this.context, name, invite);
  }

  /** @param label what this person calls the other; may be empty */
  show(label: string): void {
    this.desk.show(label);
  }

  /** A picture of a code was read. @throws BadLine @throws Misfit */
  scanned(text: string, label: string): void {
    this.take(readScanned(text), label);
  }

  /** A line was pasted. @throws BadLine @throws Misfit */
  pasted(text: string, label: string): void {
    this.take(readPasted(text), label);
  }

  /** Both compared the words of the pairing. */
  decide(same: boolean): void {
    this.desk.decide(same);
  }

  renew(): void {
    this.desk.renew();
  }

  abandon(): void {
    this.desk.abandon();
  }

  /** The words of a connection, compared after it was made: a no breaks it. */
  compared(id: string, same: boolean): void {
    if (!same) this.break(id);
    else this.change(id, (connection) => ({ ...connection, compared: true }));
  }

  /** @throws RangeError if it is more than a packet holds */
  say(id: string, text: string): void {
    const { clock, random } = this.context;
    this.change(id, (connection) => say(connection, { type: 'text', text }, clock.seconds(), random));
  }

  /** @returns how many seconds to wait, if that was too soon */
  tellPlace(id: string, place: LocationContent): number {
    const { clock, random, vault } = this.context;
    const connection = vault.connection(id);
    if (connection === undefined) return 0;
    const wait = locationWait(connection, clock.seconds());
    if (wait === 0) vault.keep(say(connection, place, clock.seconds(), random));
    return wait;
  }

  rename(id: string, label: string): void {
    this.change(id, (connection) => ({ ...connection, label }));
  }

  read(id: string): void {
    this.change(id, (connection) => (connection.unread === 0 ? connection : { ...connection, unread: 0 }));
  }

  readNotices(): void {
    const { vault } = this.context;
    if (vault.notices.every(({ read }) => read)) return;
    vault.notices = vault.notices.map((notice) => ({ ...notice, read: true }));
  }

  /** The hub is told at the next {@link turn}. */
  break(id: string): void {
    this.change(id, (connection) =>
      connection.state === 'open' ? { ...connection, state: 'breaking' } : connection,
    );
  }

  /** Of a connection that is over: removes what was said. */
  forget(id: string): void {
    if (this.connection(id)?.state === 'broken') this.context.vault.forget(id);
  }

  /** @throws Problem @throws Unreachable */
  async pause(id: string): Promise<void> {
    await this.context.post(`/qr/connections/${id}/pause`);
    this.change(id, (connection) => ({ ...connection, paused: true }));
  }

  /** @throws Problem @throws Unreachable */
  async resume(id: string): Promise<void> {
    await this.context.post(`/qr/connections/${id}/resume`);
    this.change(id, (connection) => ({ ...connection, paused: false, held: undefined }));
  }

  /** Brings everything to the hub that it is to be told, and takes what it has. @throws Problem @throws Unreachable */
  async turn(): Promise<void> {
    if (this.account === undefined) return;
    if (!this.isActive) await register(this.context);
    if (!this.isActive) return;
    try {
      this.desk.lookAtClock();
      await this.desk.proceed();
      await this.breakAll();
      const { vault, clock, random } = this.context;
      for (const connection of vault.connections)
        vault.keep(keepKeysFresh(connection, clock.seconds(), random));
      await this.mail.exchange();
    } catch (error) {
      if (error instanceof Problem && ACCOUNT_PROBLEMS.includes(error.code)) this.doubtAccount();
      throw error;
    }
  }

  /** Whether the hub is to be told something. */
  get isDue(): boolean {
    const { vault } = this.context;
    const isBreaking =
      vault.toBreak.length > 0 || vault.connections.some(({ state }) => state === 'breaking');
    return isBreaking || this.desk.isDue || this.mail.isDue;
  }

  /** How many seconds until something is to be tried again; nothing if nothing waits for a moment. */
  get nextTry(): number | undefined {
    const { heldUntil } = this.mail;
    return heldUntil === undefined ? undefined : Math.max(0, heldUntil - this.now);
  }

  /** Takes a frame of the live socket. @returns whether it was more than a problem */
  hear(frame: string): boolean {
    try {
      const said = members(parseJson(frame));
      if (typeof said.code === 'string') return false;
      this.mail.take(said);
      return true;
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }

  private take(line: Line, label: string): void {
    this.desk.take(line, label);
  }

  private async breakAll(): Promise<void> {
    const { vault } = this.context;
    for (const { id, state } of vault.connections) {
      if (state !== 'breaking') continue;
      await this.breakAtHub(id);
      this.change(id, (connection) => broken(connection, 'me'));
    }
    for (const id of vault.toBreak) {
      await this.breakAtHub(id);
      vault.hubBroke(id);
    }
  }

  private async breakAtHub(id: string): Promise<void> {
    try {
      await this.context.post(`/qr/connections/${id}/break`);
    } catch (error) {
      // It is over already, or never was.
      if (!(error instanceof Problem) || ![404, 409, 410].includes(error.status)) throw error;
    }
  }

  private doubtAccount(): void {
    const { vault } = this.context;
    if (vault.account !== undefined) vault.account = { ...vault.account, state: 'new' };
  }

  private change(id: string, how: (connection: Connection) => Connection): void {
    const connection = this.connection(id);
    if (connection !== undefined) this.context.vault.keep(how(connection));
  }
}
