import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';

import { ChoiceField } from '../controls/ChoiceField';
import { TRUSTS, type DeviceFilters } from './filters';
import { trustName } from './TrustLabel';

interface DevicesToolbarProps {
  filters: DeviceFilters;
  onChange: (filters: DeviceFilters) => void;
}

/** Narrows the list down. */
export function DevicesToolbar({ filters, onChange }: DevicesToolbarProps) {
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
            label="Trust"
            any="Any trust"
            choices={TRUSTS.map((trust) => ({ value: trust, name: trustName(trust) }))}
            value={filters.trust}
            onChange={(trust) => {
              onChange(trust === undefined ? { query: filters.query } : { ...filters, trust });
            }}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
