import { useEffect, useRef } from 'react';

import { setWaiting } from '../ui/pageTitle';
import { announcement } from './announce';
import { useQuestions } from './queries';

/** Tells of questions wherever one is in the console: in the tab's title, and aloud. */
export function QuestionWatch() {
  const questions = useQuestions().data;
  const known = useRef<ReadonlySet<string>>(undefined);
  const region = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (questions === undefined) return;
    setWaiting(questions.length);
    const before = known.current;
    known.current = new Set(questions.map(({ id }) => id));
    // Those that waited already are on the page that is read anyway.
    const said = before === undefined ? undefined : announcement(before, questions);
    if (said !== undefined && region.current !== null) region.current.textContent = said;
  }, [questions]);

  useEffect(
    () => () => {
      setWaiting(0);
    },
    [],
  );

  return <div ref={region} className="pf-v6-screen-reader" aria-live="polite" />;
}
