import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useEffect, useState, type KeyboardEvent } from 'react';

import { completed, completionsOf, typedOf, unknownIn, type Unknown } from './typed';
import { loadWordList, type WordList } from './wordList';

interface WordsFieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  help: string;
}

/** A code of words, completed as one types: the arrows choose, Enter or Tab takes. */
export function WordsField({ id, label, value, onChange, maxLength, help }: WordsFieldProps) {
  const list = useWordList();
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const typed = typedOf(value);
  const completions = closed ? [] : completionsOf(typed, list);
  const unknown = list.length === 0 ? [] : unknownIn(typed, list);
  const at = Math.min(chosen, completions.length - 1);

  const change = (to: string) => {
    setChosen(0);
    setClosed(false);
    onChange(to);
  };
  const press = (event: KeyboardEvent) => {
    const word = completions[at];
    if (word === undefined) return;
    switch (event.key) {
      case 'ArrowDown':
        setChosen((at + 1) % completions.length);
        break;
      case 'ArrowUp':
        setChosen((at + completions.length - 1) % completions.length);
        break;
      case 'Escape':
        setClosed(true);
        break;
      case 'Enter':
        change(completed(value, word));
        break;
      case 'Tab':
        if (event.shiftKey) return;
        change(completed(value, word));
        break;
      default:
        return;
    }
    event.preventDefault();
    // A dialog closes on Escape; it listens where this is heard too.
    event.nativeEvent.stopImmediatePropagation();
  };

  const count = typed.words.length + (list.includes(typed.open) ? 1 : 0);
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <TextInput
        id={id}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={completions.length > 0}
        aria-controls={`${id}-words`}
        aria-activedescendant={completions.length > 0 ? `${id}-word-${at}` : undefined}
        aria-describedby={`${id}-help`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        isRequired
        validated={unknown.length > 0 ? 'warning' : 'default'}
        value={value}
        maxLength={maxLength}
        onChange={(_, to) => {
          change(to);
        }}
        onKeyDown={press}
      />
      <div id={`${id}-words`} className="hf-completions" role="listbox" aria-label="Words that fit">
        {completions.map((word, i) => (
          // The keys are the field's, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={word}
            id={`${id}-word-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className="hf-completion"
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              change(completed(value, word));
            }}
          >
            {word}
          </div>
        ))}
      </div>
      <FormHelperText id={`${id}-help`}>
        <HelperText aria-live="polite">
          {unknown.map((wrong) => (
            <HelperTextItem key={wrong.word} variant="warning">
              {complaint(wrong)}
            </HelperTextItem>
          ))}
          <HelperTextItem>
            {help} {count} of 12 words.
          </HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}

function complaint({ word, nearest }: Unknown): string {
  const meant = nearest.length === 0 ? '' : ` Perhaps ${nearest.join(', or ')}?`;
  return `“${word}” is no word of a code.${meant}`;
}

/** The list, empty until it is there: without it the hub checks all the same. */
function useWordList(): WordList {
  const [list, setList] = useState<WordList>([]);
  useEffect(() => {
    let gone = false;
    loadWordList().then(
      (loaded) => {
        if (!gone) setList(loaded);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return list;
}
