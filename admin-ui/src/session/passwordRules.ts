const SHORTEST = 10;

/** What keeps a password from being chosen, a sentence at the field it belongs to. */
export interface PasswordFaults {
  password?: string;
  again?: string;
}

/** Checks a new password as the hub will; a character is what people count, not what a machine stores. */
export function passwordFaults(password: string, again: string): PasswordFaults {
  const length = Array.from(password).length;
  if (length < SHORTEST) {
    return {
      password:
        length === 0
          ? 'Choose a password.'
          : `Too short: it needs at least ${SHORTEST} characters, and has ${length}.`,
    };
  }
  if (password !== again) return { again: 'This is not the same as above.' };
  return {};
}
