import { ChoiceField } from '../controls/ChoiceField';
import { ListToolbar } from '../controls/ListToolbar';
import { STANDINGS, type PeeringFilters } from './filters';
import { standingName } from './PeeringLabel';

interface PeeringsToolbarProps {
  filters: PeeringFilters;
  onChange: (filters: PeeringFilters) => void;
}

/** Narrows the list down. */
export function PeeringsToolbar({ filters, onChange }: PeeringsToolbarProps) {
  return (
    <ListToolbar
      query={filters.query}
      onQuery={(query) => {
        onChange({ ...filters, query });
      }}
    >
      <ChoiceField
        label="State"
        any="Any state"
        choices={STANDINGS.map((standing) => ({ value: standing, name: standingName(standing) }))}
        value={filters.standing}
        onChange={(standing) => {
          onChange(standing === undefined ? { query: filters.query } : { ...filters, standing });
        }}
      />
    </ListToolbar>
  );
}
