import {
  Button,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  InputGroup,
  InputGroupItem,
  TextInput,
} from '@patternfly/react-core';
import EyeIcon from '@patternfly/react-icons/dist/esm/icons/eye-icon';
import EyeSlashIcon from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon';
import { useState, type ReactNode } from 'react';

interface PasswordFieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  /** What is wrong with it, if that should be said now. */
  error?: string | undefined;
  help?: ReactNode;
  isRequired?: boolean;
  /** Takes the focus when the page appears. */
  isFirst?: boolean;
}

/** A password: shown on request, with a word about Caps Lock. Pasting is welcome, password managers paste. */
export function PasswordField({
  id,
  label,
  value,
  onChange,
  autoComplete,
  error,
  help,
  isRequired = true,
  isFirst = false,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: React.KeyboardEvent) => {
    setCapsLock(event.getModifierState('CapsLock'));
  };
  const helpId = `${id}-help`;
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id={id}
            type={shown ? 'text' : 'password'}
            value={value}
            onChange={(_, to) => {
              onChange(to);
            }}
            onKeyDown={look}
            onKeyUp={look}
            onBlur={() => {
              setCapsLock(false);
            }}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={1024}
            isRequired={isRequired}
            validated={error === undefined ? 'default' : 'error'}
            aria-invalid={error !== undefined}
            aria-describedby={helpId}
            // The page has one thing to do, and this is it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isFirst}
          />
        </InputGroupItem>
        <InputGroupItem>
          <Button
            variant="control"
            aria-label={shown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
            icon={shown ? <EyeSlashIcon /> : <EyeIcon />}
            onClick={() => {
              setShown(!shown);
            }}
          />
        </InputGroupItem>
      </InputGroup>
      <FormHelperText id={helpId}>
        <HelperText isLiveRegion>
          {capsLock ? <HelperTextItem variant="warning">Caps Lock is on.</HelperTextItem> : null}
          {error === undefined ? null : <HelperTextItem variant="error">{error}</HelperTextItem>}
        </HelperText>
        {help}
      </FormHelperText>
    </FormGroup>
  );
}
