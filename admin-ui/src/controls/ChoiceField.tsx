import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { useState } from 'react';

interface ChoiceFieldProps<T extends string> {
  label: string;
  /** What no choice is called. */
  any: string;
  choices: readonly { value: T; name: string }[];
  value: T | undefined;
  onChange: (value: T | undefined) => void;
}

/** One of a few, or any. */
export function ChoiceField<T extends string>({ label, any, choices, value, onChange }: ChoiceFieldProps<T>) {
  const [open, setOpen] = useState(false);
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Select
      isOpen={open}
      onOpenChange={setOpen}
      popperProps={{ appendTo: 'inline' }}
      selected={value ?? ''}
      onSelect={(_, to) => {
        setOpen(false);
        onChange(choices.find((choice) => choice.value === to)?.value);
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          isExpanded={open}
          aria-label={`${label}: ${chosen?.name ?? any}`}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {chosen?.name ?? any}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={label}>
        <SelectOption value="">{any}</SelectOption>
        {choices.map((choice) => (
          <SelectOption key={choice.value} value={choice.value}>
            {choice.name}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
