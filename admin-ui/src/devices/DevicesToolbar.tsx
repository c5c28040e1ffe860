import { ChoiceField } from '../controls/ChoiceField';
import { ListToolbar } from '../controls/ListToolbar';
import { TRUSTS, type DeviceFilters } from './filters';
import { trustName } from './TrustLabel';

interface DevicesToolbarProps {
  filters: DeviceFilters;
  onChange: (filters: DeviceFilters) => void;
}

/** Narrows the list down. */
export function DevicesToolbar({ filters, onChange }: DevicesToolbarProps) {
  return (
    <ListToolbar
      query={filters.query}
      onQuery={(query) => {
        onChange({ ...filters, query });
      }}
    >
      <ChoiceField
        label="Trust"
        any="Any trust"
        choices={TRUSTS.map((trust) => ({ value: trust, name: trustName(trust) }))}
        value={filters.trust}
        onChange={(trust) => {
          onChange(trust === undefined ? { query: filters.query } : { ...filters, trust });
        }}
      />
    </ListToolbar>
  );
}
