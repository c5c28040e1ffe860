import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';

interface NoneFitsProps {
  /** what is listed: one of it, and all */
  readonly one: string;
  readonly all: string;
  /** what to try */
  readonly hint: string;
  readonly onClear: () => void;
}

/** In place of a list that has something, but nothing that is looked for. */
export function NoneFits({ one, all, hint, onClear }: NoneFitsProps) {
  return (
    <EmptyState headingLevel="h2" icon={SearchIcon} titleText={`No ${one} fits`}>
      <EmptyStateBody>{hint}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={onClear}>
            Show all {all}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
