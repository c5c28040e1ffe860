const FORM = /^[a-z0-9-]{1,64}$/;

export function isRoomName(text: string): boolean {
  return FORM.test(text);
}

/** What somebody typed or pasted as a room: its name, or a link to it. Nothing if it can be neither. */
export function roomNameOf(text: string): string | undefined {
  const name = text.trim().replace(/^.*#/, '').toLowerCase();
  return isRoomName(name) ? name : undefined;
}
