import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';

import { ChoiceField } from '../controls/ChoiceField';
import { STANDINGS, type PeeringFilters } from './filters';
import { standingName } from './PeeringLabel';

interface PeeringsToolbarProps {
  filters: PeeringFilters;
  onChange: (filters: PeeringFilters) => void;
}

/** Narrows the list down. */
export function PeeringsToolbar({ filters, onChange }: PeeringsToolbarProps) {
  return (
    <Toolbar className="hf-toolbar">
      <ToolbarContent>
        <ToolbarItem className="hf-search">
          <SearchInput
            aria-label="Name or address"
            placeholder="Name or address"
            value={filters.query}
            onChange={(_, query) => {
              onChange({ ...filters, query });
            }}
            onClear={() => {
              onChange({ ...filters, query: '' });
            }}
          />
        </ToolbarItem>
        <ToolbarItem>
          <ChoiceField
            label="State"
            any="Any state"
            choices={STANDINGS.map((standing) => ({ value: standing, name: standingName(standing) }))}
            value={filters.standing}
            onChange={(standing) => {
              onChange(standing === undefined ? { query: filters.query } : { ...filters, standing });
            }}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
