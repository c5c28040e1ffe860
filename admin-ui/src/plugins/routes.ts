/** Which protocol's settings are open. */
export const SETTINGS = 'settings';

export const pluginsRoute = {
  path: '/plugins',
  to: (): string => '/plugins',
  /** Where the settings of a protocol are. */
  settingsOf: (protocol: string): string => `/plugins?${SETTINGS}=${encodeURIComponent(protocol)}`,
} as const;
