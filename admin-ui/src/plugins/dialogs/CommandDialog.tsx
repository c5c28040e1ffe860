import { useState } from 'react';

import type { Parameter } from '../../api/types';
import { Dialog } from '../../controls/Dialog';
import { OneOfField } from '../../controls/OneOfField';
import { TextField } from '../../controls/TextField';
import { WordsField } from '../words/WordsField';
import { argumentsOf, firstValues, isComplete } from '../arguments';
import type { CommandOf } from '../commands';

const LONGEST = 1000;

/** What a parameter is called that takes the words of a code. */
const WORDS = 'words';

interface CommandDialogProps {
  which: CommandOf;
  isBusy: boolean;
  error: unknown;
  onConfirm: (given: Record<string, string>) => void;
  onClose: () => void;
}

/** Asks for what a command takes. */
export function CommandDialog({
  which: { protocol, command },
  isBusy,
  error,
  onConfirm,
  onClose,
}: CommandDialogProps) {
  const { title, parameters } = command;
  const [values, setValues] = useState(() => firstValues(parameters));
  return (
    <Dialog
      title={`${title}, ${protocol.title}`}
      verb={title}
      isReady={isComplete(parameters, values)}
      isBusy={isBusy}
      error={error}
      onConfirm={() => {
        onConfirm(argumentsOf(values));
      }}
      onClose={onClose}
    >
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          onChange={(to) => {
            setValues({ ...values, [parameter.name]: to });
          }}
        />
      ))}
    </Dialog>
  );
}

interface FieldProps {
  parameter: Parameter;
  value: string;
  onChange: (value: string) => void;
}

function Field({ parameter: { name, title, help, choices, required }, value, onChange }: FieldProps) {
  const id = `argument-${name}`;
  if (name === WORDS && choices.length === 0) {
    return (
      <WordsField id={id} label={title} value={value} onChange={onChange} maxLength={LONGEST} help={help} />
    );
  }
  return choices.length > 0 ? (
    <OneOfField
      id={id}
      label={title}
      choices={choices}
      isRequired={required}
      value={value}
      onChange={onChange}
      help={help}
    />
  ) : (
    <TextField
      id={id}
      label={title}
      isRequired={required}
      value={value}
      onChange={onChange}
      maxLength={LONGEST}
      help={required ? help : `${help} It may be left out.`.trim()}
    />
  );
}
