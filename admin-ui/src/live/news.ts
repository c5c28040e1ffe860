/** What can change, as the live channel names it. */
export const RESOURCES = [
  'questions',
  'devices',
  'peerings',
  'mailboxes',
  'messages',
  'offers',
  'conversations',
  'plugins',
  'transports',
  'audit',
] as const;
export type Resource = (typeof RESOURCES)[number];

/** The data of an event: which one changed, if it was one, and the version of the news. */
export interface News {
  id?: string;
  version: number;
}

/** The data of an event, or nothing if this page cannot read it: a newer hub may say more. */
export function readNews(data: unknown): News | undefined {
  if (typeof data !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, version } = value as Record<string, unknown>;
  if (typeof version !== 'number') return undefined;
  return typeof id === 'string' ? { id, version } : { version };
}
