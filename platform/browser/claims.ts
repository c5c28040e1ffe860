/**
 * What a stranger says about itself, made fit to be looked at. Characters that draw nothing, or turn the text around
 * them, are the ones that let a name pass for another: they are written out instead.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** A joiner between two emoji is what makes a family of three people. */
const JOINED_EMOJI = /(?<=\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu;
const PLACEHOLDER = '\uFFFC';

/** A text without what cannot be seen: line ends and tabs among it. */
export function written(text: string): string {
  return text
    .replaceAll(PLACEHOLDER, '\uFFFD')
    .replace(JOINED_EMOJI, PLACEHOLDER)
    .replace(UNSEEN, (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replaceAll(PLACEHOLDER, '\u200D');
}

/** A claimed name without what cannot be seen; a blank one says so. */
export function claimedName(name: string): string {
  const shown = written(name).trim();
  return shown === '' ? '(no name)' : shown;
}
