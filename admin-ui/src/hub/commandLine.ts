import type { Hub } from '../api/types';

/** The protocol that the command line's own device speaks. */
const PROTOCOL = 'direct-tcp';

/**
 * The command that pairs the command line with this hub; nothing if the hub does not listen for it.
 *
 * @param host as this page reached the hub, so that it is likely to be reached there again
 */
export function pairCommand(host: string, listeners: Hub['listeners']): string | undefined {
  const listener = listeners.find(({ protocol }) => protocol === PROTOCOL);
  if (listener === undefined) return undefined;
  return `./handfast device ${PROTOCOL} pair ${host}:${listener.port} --name "My laptop"`;
}

/** Where that command reaches this hub: nowhere but on its own machine, if that is where this page does. */
export function whereToRun(host: string): string {
  return /^(localhost|127\..*|\[::1\])$/.test(host)
    ? 'on this machine'
    : 'on any machine that reaches the hub';
}
