import { plainName } from '../ui/plainName';

/** What facts are called that this page knows; others are written plainly. */
const TERMS: Record<string, string> = {
  replayable: 'Connects in a way that can be repeated',
  fresh: 'Connects afresh each time',
  proven: 'Key proven',
  created_at: 'Registered',
  derivation: 'Kind of code',
  keys: 'Session keys',
  role: 'Part of this hub',
  endpoint: 'Reached at',
  x25519: 'Key for encryption (X25519)',
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A fact's name as people read it. */
export function factTerm(name: string): string {
  return TERMS[name] ?? plainName(name);
}

/** True if a fact's value is the time since when it is one. */
export function isTime(value: string): boolean {
  return TIME.test(value);
}
