import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Children, type ReactNode } from 'react';

interface ListToolbarProps {
  query: string;
  onQuery: (query: string) => void;
  /** What is looked through. */
  label?: string;
  /** More choices, side by side. */
  children?: ReactNode;
}

/** Narrows a list down. */
export function ListToolbar({ query, onQuery, label = 'Name or address', children }: ListToolbarProps) {
  return (
    <Toolbar className="hf-toolbar">
      <ToolbarContent>
        <ToolbarItem className="hf-search">
          <SearchInput
            aria-label={label}
            placeholder={label}
            value={query}
            onChange={(_, typed) => {
              onQuery(typed);
            }}
            onClear={() => {
              onQuery('');
            }}
          />
        </ToolbarItem>
        {Children.map(children, (child) => (
          <ToolbarItem>{child}</ToolbarItem>
        ))}
      </ToolbarContent>
    </Toolbar>
  );
}
