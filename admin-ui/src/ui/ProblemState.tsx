import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';

import { Problem } from '../api/problem';
import { problemText } from '../api/problemText';

/** Stands where something should be that could not be fetched. */
export function ProblemState({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, detail } = problemText(Problem.from(error));
  return (
    <EmptyState headingLevel="h2" icon={ExclamationCircleIcon} titleText={title} status="danger">
      <EmptyStateBody>{detail}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
