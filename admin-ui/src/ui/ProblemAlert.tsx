import { Notice } from './Notice';
import { Problem } from '../api/problem';
import { problemText } from '../api/problemText';

/** What went wrong with what somebody just did; nothing if nothing did. */
export function ProblemAlert({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const { title, detail } = problemText(Problem.from(error));
  return (
    <div role="alert">
      <Notice variant="danger" title={title}>
        {detail}
      </Notice>
    </div>
  );
}
