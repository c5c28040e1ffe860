export const mailboxesRoute = {
  path: '/mailboxes',
  to: (): string => '/mailboxes',
} as const;
