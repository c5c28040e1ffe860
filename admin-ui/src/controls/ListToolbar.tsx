import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Children, type ReactNode } from 'react';

interface ListToolbarProps {
  query: string;
  onQuery: (query: string) => void;
  /** More choices, side by side. */
  children: ReactNode;
}

/** Narrows a list of devices, or of what they have with each other, down. */
export function ListToolbar({ query, onQuery, children }: ListToolbarProps) {
  return (
    <Toolbar className="hf-toolbar">
      <ToolbarContent>
        <ToolbarItem className="hf-search">
          <SearchInput
            aria-label="Name or address"
            placeholder="Name or address"
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
