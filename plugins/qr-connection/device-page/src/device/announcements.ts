import { count, type Members, text } from '@browser/wire/json';

import { BadJws, readJws } from '../wire/jws';
import { broken } from './connection';
import type { Context } from './context';
import type { PairingDesk } from './pairingDesk';
import type { Notice } from './records';

/** How far the hub's moment may be from now, in seconds. */
const SKEW = 300;
const NOTICES = { 1: 'maintenance', 2: 'outage', 3: 'load' } as const;

/** Hears what the hub says in messages that it signed. What it did not sign, for this account and just now, counts for nothing. */
export class Announcements {
  constructor(
    private readonly context: Context,
    private readonly desk: PairingDesk,
  ) {}

  hear(jws: string): void {
    const { vault } = this.context;
    let said: Members;
    let jti: string;
    try {
      said = this.verified(jws);
      jti = text(said, 'jti');
    } catch {
      this.note({ kind: 'forged', jti: 'forged', at: this.context.clock.seconds(), read: false });
      return;
    }
    if (!vault.hasHeard(jti)) this.act(jti, said);
    // A repeat is confirmed again, and nothing else: the hub had not heard the first time.
    vault.hear(jti);
  }

  private verified(jws: string): Members {
    const { card, account, hubKey, clock } = this.context;
    const said = readJws(jws, 'hub', hubKey);
    if (text(said, 'aud') !== account.id) throw new BadJws('it is for another account');
    if (Math.abs(count(said, 'iat') - clock.seconds()) > SKEW)
      throw new BadJws('it is too old, or not yet true');
    if (!/^[\w-]{22}$/.test(text(said, 'jti'))) throw new BadJws(`it has no jti that ${card.name} makes`);
    return said;
  }

  private act(jti: string, said: Members): void {
    try {
      if (said.type === 5) this.connection(jti, said);
      if (said.type === 6) this.notice(jti, said);
    } catch (error) {
      // The hub signed what it should not have said: there is nothing to do about it.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  private connection(jti: string, said: Members): void {
    const { vault } = this.context;
    const senderId = text(said, 'senderID');
    const recipientId = text(said, 'recipientID');
    const known = vault.connection(senderId) ?? vault.connection(recipientId);
    const unwanted = [senderId, recipientId].find((id) => vault.isUnwanted(id));
    if (said.subType === 3 && unwanted !== undefined) {
      vault.refuse(unwanted);
    } else if (said.subType === 3) {
      this.desk.confirmed(senderId, recipientId, text(said, 'connectionId'));
      if (known !== undefined || (vault.connection(senderId) ?? vault.connection(recipientId)) !== undefined)
        return;
      this.note({ kind: 'stray', jti, at: count(said, 'iat'), read: false });
    } else if (said.subType === 4) {
      this.desk.expired(senderId);
    } else if (said.subType === 5 && known !== undefined) {
      vault.keep(broken(known, known.state === 'breaking' ? 'me' : 'them'));
    }
  }

  private notice(jti: string, said: Members): void {
    const kind = NOTICES[said.subType as keyof typeof NOTICES] as Notice['kind'] | undefined;
    if (kind !== 'maintenance' && kind !== 'outage' && kind !== 'load') return;
    this.note({
      kind,
      jti,
      at: count(said, 'iat'),
      read: false,
      text: text(said, 'text'),
      ...(said.startsAt === undefined ? {} : { startsAt: count(said, 'startsAt') }),
      ...(said.endsAt === undefined ? {} : { endsAt: count(said, 'endsAt') }),
    });
  }

  private note(notice: Notice): void {
    const { vault } = this.context;
    vault.notices = [notice, ...vault.notices.filter(({ jti }) => jti !== notice.jti)];
  }
}
