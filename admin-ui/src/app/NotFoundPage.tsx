import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { Link } from 'react-router';

import { Page } from '../ui/Page';

export function NotFoundPage() {
  return (
    <Page name="Not found" title="There is no such page">
      <EmptyState headingLevel="h2" icon={SearchIcon} titleText="Nothing is here">
        <EmptyStateBody>
          <Link to="/">To what is pending</Link>
        </EmptyStateBody>
      </EmptyState>
    </Page>
  );
}
