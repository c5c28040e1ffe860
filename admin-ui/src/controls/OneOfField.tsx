import {
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
} from '@patternfly/react-core';

interface OneOfFieldProps {
  id: string;
  label: string;
  choices: readonly string[];
  isRequired: boolean;
  value: string;
  onChange: (value: string) => void;
  help: string;
  isDisabled?: boolean;
}

/** One of a few words; none, if that may be. */
export function OneOfField({
  id,
  label,
  choices,
  isRequired,
  value,
  onChange,
  help,
  isDisabled = false,
}: OneOfFieldProps) {
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <FormSelect
        id={id}
        value={value}
        isRequired={isRequired}
        isDisabled={isDisabled}
        onChange={(_, to) => {
          onChange(to);
        }}
        aria-describedby={`${id}-help`}
      >
        {isRequired ? null : <FormSelectOption value="" label="As the hub chooses" />}
        {choices.map((choice) => (
          <FormSelectOption key={choice} value={choice} label={choice} />
        ))}
      </FormSelect>
      <FormHelperText id={`${id}-help`}>
        <HelperText>
          <HelperTextItem>{help}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
