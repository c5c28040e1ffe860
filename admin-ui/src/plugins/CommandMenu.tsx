import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useState } from 'react';

import { commandsNamed } from './commands';
import { usePlugins } from './queries';
import { useGiving } from './useGiving';

interface CommandMenuProps {
  /** What the menu is for. */
  label: string;
  /** The commands that serve it, of whatever protocol. */
  names: readonly string[];
}

/** Commands of all protocols that serve one purpose; nothing at all where there are none. */
export function CommandMenu({ label, names }: CommandMenuProps) {
  const commands = commandsNamed(names, usePlugins().data ?? []);
  const { give, isBusy, dialogs } = useGiving();
  const [open, setOpen] = useState(false);
  if (commands.length === 0) return dialogs;
  return (
    <>
      <Dropdown
        isOpen={open}
        onOpenChange={setOpen}
        popperProps={{ appendTo: 'inline', position: 'end' }}
        toggle={(ref) => (
          <MenuToggle
            ref={ref}
            variant="secondary"
            isExpanded={open}
            isDisabled={isBusy}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {label}
          </MenuToggle>
        )}
      >
        <DropdownList>
          {commands.map((which) => (
            <DropdownItem
              key={`${which.protocol.id} ${which.command.name}`}
              description={which.protocol.title}
              onClick={() => {
                setOpen(false);
                give(which);
              }}
            >
              {which.command.title}
            </DropdownItem>
          ))}
        </DropdownList>
      </Dropdown>
      {dialogs}
    </>
  );
}
