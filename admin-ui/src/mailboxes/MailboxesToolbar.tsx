import { Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';

import { ChoiceField } from '../controls/ChoiceField';
import { AGES, SIZES, type MailboxFilters } from './filters';

interface MailboxesToolbarProps {
  filters: MailboxFilters;
  onChange: (filters: MailboxFilters) => void;
}

/** Narrows the list down. */
export function MailboxesToolbar({ filters: { age, size, order }, onChange }: MailboxesToolbarProps) {
  return (
    <Toolbar className="hf-toolbar">
      <ToolbarContent>
        <ToolbarItem>
          <ChoiceField
            label="Waiting"
            any="However long"
            choices={AGES}
            value={age}
            onChange={(to) => {
              onChange({ order, ...(to && { age: to }), ...(size && { size }) });
            }}
          />
        </ToolbarItem>
        <ToolbarItem>
          <ChoiceField
            label="Size"
            any="Any size"
            choices={SIZES}
            value={size}
            onChange={(to) => {
              onChange({ order, ...(age && { age }), ...(to && { size: to }) });
            }}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
