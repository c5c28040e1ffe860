import { useNow } from './now';
import { absolute, relative } from './time';

/** A moment as seen from now, and exactly in its tooltip. */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={absolute(at)}>
      {relative(at, now)}
    </time>
  );
}
