import { MemoryStore } from '@browser/testing/memoryStore';
import { seeded } from '@browser/testing/random';

import { HubClock } from '../device/clock';
import { Context } from '../device/context';
import { Device } from '../device/device';
import { Hub } from '../device/hub';
import type { Connection } from '../device/records';
import { Vault } from '../device/vault';
import { withCheck } from '../wire/lines';
import type { FakeHub } from './fakeHub';

export const HOST = 'hub.example:9081';

/** Somebody with a page of their own. */
export class Person {
  readonly store = new MemoryStore();
  device!: Device;
  private pages = 0;

  constructor(
    readonly name: string,
    private readonly hub: FakeHub,
  ) {
    this.reload();
  }

  /** The page is closed and opened again. */
  reload(): void {
    const random = seeded(`${this.name} ${this.pages++}`);
    const clock = new HubClock(() => this.hub.time);
    const card = { id: this.hub.id, key: keyOf(this.hub), name: this.hub.name };
    const vault = new Vault(this.store, card.id, () => undefined);
    this.device = new Device(
      new Context(card, vault, new Hub(this.hub.send, clock, random), clock, random, HOST),
    );
  }

  async join(): Promise<this> {
    this.device.join(this.name, '');
    await this.device.turn();
    return this;
  }

  /** The first code that this person shows, to paste. */
  get first(): string {
    return withCheck(this.device.pairing?.line ?? '');
  }

  /** The second code, which A alone shows. */
  get second(): string {
    const { pairing } = this.device;
    if (pairing?.step !== 'waiting') throw new Error(`${this.name} shows no second code`);
    return withCheck(pairing.second);
  }

  get only(): Connection {
    const [connection, ...others] = this.device.connections;
    if (connection === undefined || others.length > 0) throw new Error(`${this.name} has not one connection`);
    return connection;
  }

  say(text: string): void {
    this.device.say(this.only.id, text);
  }

  get said(): readonly string[] {
    return this.only.messages.map((message) => (message.type === 'text' ? message.text : message.type));
  }
}

/** Up to the moment in which B is asked about the words. */
export async function showCodes(a: Person, b: Person): Promise<void> {
  a.device.show(b.name);
  b.device.pasted(a.first, a.name);
  a.device.pasted(b.first, '');
  await a.device.turn();
  b.device.pasted(a.second, '');
}

/** Both have a connection at the end. */
export async function pair(a: Person, b: Person): Promise<void> {
  await showCodes(a, b);
  a.device.decide(true);
  b.device.decide(true);
  await b.device.turn();
  await a.device.turn();
}

function keyOf(hub: FakeHub): string {
  return Buffer.from(hub.key).toString('base64url');
}
