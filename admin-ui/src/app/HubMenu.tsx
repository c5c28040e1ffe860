import {
  Divider,
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  MenuToggle,
} from '@patternfly/react-core';
import CogIcon from '@patternfly/react-icons/dist/esm/icons/cog-icon';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { Problem } from '../api/problem';
import { problemText } from '../api/problemText';
import { hubRoute } from '../hub/routes';
import { useSignOut } from '../session/queries';
import { say } from '../ui/toastStore';
import { setTheme, THEMES, useTheme, type Theme } from './theme';

const THEME_NAMES: Record<Theme, string> = { light: 'Light', dark: 'Dark', system: 'As the system' };

/** What is neither a section nor a device: the hub itself, the look, signing out. */
export function HubMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const [open, setOpen] = useState(false);
  const theme = useTheme();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const close = () => {
    setOpen(false);
  };
  return (
    <Dropdown
      isOpen={open}
      onSelect={close}
      onOpenChange={setOpen}
      popperProps={{ position: 'right', appendTo: 'inline' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          isExpanded={open}
          aria-label="Hub and settings"
          icon={<CogIcon />}
          onClick={() => {
            setOpen(!open);
          }}
        />
      )}
    >
      <DropdownList>
        <DropdownItem key="hub" onClick={() => void navigate(hubRoute.to())}>
          About this hub
        </DropdownItem>
        <DropdownItem key="shortcuts" onClick={onShortcuts}>
          Keyboard shortcuts
        </DropdownItem>
      </DropdownList>
      <Divider />
      <DropdownGroup label="Theme" labelHeadingLevel="h2">
        <DropdownList>
          {THEMES.map((choice) => (
            <DropdownItem
              key={choice}
              isSelected={choice === theme}
              onClick={() => {
                setTheme(choice);
              }}
            >
              {THEME_NAMES[choice]}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownList>
        <DropdownItem
          key="sign-out"
          onClick={() => {
            signOut.mutate(undefined, {
              onSuccess: () => void navigate('/', { replace: true }),
              onError: (error) => {
                const { title, detail } = problemText(Problem.from(error));
                say({ variant: 'danger', title: `Still signed in. ${title}`, detail });
              },
            });
          }}
        >
          Sign out
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
