import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';

interface TextFieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  help?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
}

/** A line of text. */
export function TextField({
  id,
  label,
  value,
  onChange,
  maxLength,
  help,
  isRequired = false,
  isDisabled = false,
}: TextFieldProps) {
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInput
        id={id}
        type="text"
        isRequired={isRequired}
        isDisabled={isDisabled}
        value={value}
        onChange={(_, to) => {
          onChange(to);
        }}
        maxLength={maxLength}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      />
      {help === undefined ? null : (
        <FormHelperText id={`${id}-help`}>
          <HelperText>
            <HelperTextItem>{help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
