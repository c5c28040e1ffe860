import { written } from '../ui/claims';

/** A text that came from outside, line by line: nothing in it hides, or turns what is around it. */
export function shownText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map(written).join('\t'))
    .join('\n');
}
