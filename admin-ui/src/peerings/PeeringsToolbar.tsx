import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import ProjectDiagramIcon from '@patternfly/react-icons/dist/esm/icons/project-diagram-icon';
import TableIcon from '@patternfly/react-icons/dist/esm/icons/table-icon';

import { ChoiceField } from '../controls/ChoiceField';
import { ListToolbar } from '../controls/ListToolbar';
import { STANDINGS, type PeeringFilters } from './filters';
import { standingName } from './PeeringLabel';

interface PeeringsToolbarProps {
  filters: PeeringFilters;
  onChange: (filters: PeeringFilters) => void;
  isGraph: boolean;
  onView: (graph: boolean) => void;
}

/** Narrows the list down, and turns it into a drawing. */
export function PeeringsToolbar({ filters, onChange, isGraph, onView }: PeeringsToolbarProps) {
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
      <ToggleGroup aria-label="As a table or a graph">
        <ToggleGroupItem
          text="Table"
          icon={<TableIcon />}
          buttonId="view-table"
          isSelected={!isGraph}
          onChange={() => {
            onView(false);
          }}
        />
        <ToggleGroupItem
          text="Graph"
          icon={<ProjectDiagramIcon />}
          buttonId="view-graph"
          isSelected={isGraph}
          onChange={() => {
            onView(true);
          }}
        />
      </ToggleGroup>
    </ListToolbar>
  );
}
