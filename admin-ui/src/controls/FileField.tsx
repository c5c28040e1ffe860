import { FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';

interface FileFieldProps {
  id: string;
  label: string;
  accept: string;
  help: string;
  onChange: (file: File | undefined) => void;
}

/** One file from this machine. */
export function FileField({ id, label, accept, help, onChange }: FileFieldProps) {
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <input
        id={id}
        type="file"
        className="hf-file"
        accept={accept}
        required
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          onChange(event.currentTarget.files?.[0]);
        }}
      />
      <FormHelperText id={`${id}-help`}>
        <HelperText>
          <HelperTextItem>{help}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
