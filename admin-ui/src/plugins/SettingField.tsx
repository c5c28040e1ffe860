import type { Setting } from '../api/types';
import { OneOfField } from '../controls/OneOfField';
import { TextField } from '../controls/TextField';
import { plainName } from '../ui/plainName';
import { sentence } from '../ui/sentence';

const LONGEST = 1000;
const FLAG = ['true', 'false'];

interface SettingFieldProps {
  id: string;
  setting: Setting;
  value: string;
  onChange: (value: string) => void;
}

/** One setting: what it may be, what it is for, and who says so. */
export function SettingField({ id, setting, value, onChange }: SettingFieldProps) {
  const { name, type, source } = setting;
  const choices = type === 'FLAG' ? FLAG : setting.choices;
  const field = {
    id,
    label: plainName(name),
    value,
    onChange,
    help: `${sentence(setting.help)} ${origin(setting)}`,
    isDisabled: source === 'START',
  };
  return choices.length > 0 ? (
    <OneOfField {...field} choices={choices} isRequired />
  ) : (
    <TextField {...field} maxLength={LONGEST} />
  );
}

function origin({ type, standard, source }: Setting): string {
  const usual = standard === '' ? 'Empty as standard.' : `The standard is ${standard}.`;
  if (source === 'START') return `The hub was started with this, and only a start changes it. ${usual}`;
  return type === 'DURATION' ? `${usual} Written as 10s, 5m or 2h.` : usual;
}
