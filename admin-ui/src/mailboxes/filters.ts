import type { Mailbox } from '../api/types';
import { putParam } from '../ui/searchParams';

const HOUR_MS = 3_600_000;

export const AGES = [
  { value: 'hour', name: 'Over an hour', least: HOUR_MS },
  { value: 'day', name: 'Over a day', least: 24 * HOUR_MS },
  { value: 'three-days', name: 'Over three days', least: 72 * HOUR_MS },
] as const;

export const SIZES = [
  { value: 'kilobytes', name: 'Over 100 KB', least: 100 * 1024 },
  { value: 'megabyte', name: 'Over 1 MB', least: 1024 * 1024 },
] as const;

export const ORDERS = ['messages', 'size', 'age'] as const;

export type Age = (typeof AGES)[number]['value'];
export type Size = (typeof SIZES)[number]['value'];
export type Order = (typeof ORDERS)[number];

/** Which mailboxes are wanted, and in which order. Kept in the address. */
export interface MailboxFilters {
  age?: Age;
  size?: Size;
  order: Order;
}

export function readFilters(params: URLSearchParams): MailboxFilters {
  const age = AGES.find(({ value }) => value === params.get('age'))?.value;
  const size = SIZES.find(({ value }) => value === params.get('size'))?.value;
  return {
    ...(age === undefined ? {} : { age }),
    ...(size === undefined ? {} : { size }),
    order: ORDERS.find((order) => order === params.get('order')) ?? 'messages',
  };
}

/** The parameters with these filters; others stay. */
export function writeFilters(params: URLSearchParams, { age, size, order }: MailboxFilters): URLSearchParams {
  const written = new URLSearchParams(params);
  putParam(written, 'age', age ?? '');
  putParam(written, 'size', size ?? '');
  putParam(written, 'order', order === 'messages' ? '' : order);
  return written;
}

export function isFiltered({ age, size }: MailboxFilters): boolean {
  return age !== undefined || size !== undefined;
}

/** Those that are wanted, in their order: what is most, or has waited longest, first. */
export function arranged(
  mailboxes: readonly Mailbox[],
  { age, size, order }: MailboxFilters,
  now: number,
): Mailbox[] {
  const leastAge = AGES.find(({ value }) => value === age)?.least ?? 0;
  const leastSize = SIZES.find(({ value }) => value === size)?.least ?? 0;
  return mailboxes
    .filter((m) => (leastAge === 0 || waited(m, now) >= leastAge) && m.bytes >= leastSize)
    .sort((a, b) => rank(b, order, now) - rank(a, order, now));
}

function rank(mailbox: Mailbox, order: Order, now: number): number {
  switch (order) {
    case 'messages':
      return mailbox.parcels;
    case 'size':
      return mailbox.bytes;
    case 'age':
      return waited(mailbox, now);
  }
}

/** For how long the oldest has waited, in milliseconds; nothing if that is not known. */
function waited({ oldestAt }: Mailbox, now: number): number {
  return oldestAt === undefined ? 0 : now - Date.parse(oldestAt);
}
