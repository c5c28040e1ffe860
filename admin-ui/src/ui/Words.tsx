/** Words that two people compare, in a numbered grid that can be read aloud by line. */
export function NumberedWords({ words, label }: { words: readonly string[]; label: string }) {
  return (
    <ol className="hf-words" aria-label={label}>
      {words.map((word, i) => (
        <li key={i} className="hf-words-item">
          <span className="hf-words-number" aria-hidden="true">
            {i + 1}
          </span>
          <span className="hf-words-word">{word}</span>
        </li>
      ))}
    </ol>
  );
}

/** A few words that fill the eye. */
export function LargeWords({ words, label }: { words: readonly string[]; label: string }) {
  return (
    <ol className="hf-large-words" aria-label={label}>
      {words.map((word, i) => (
        <li key={i}>{word}</li>
      ))}
    </ol>
  );
}

/** Symbols, each over its name: screens draw them differently, people say the name. */
export function Symbols({ values, label }: { values: readonly string[]; label: string }) {
  return (
    <ol className="hf-symbols" aria-label={label}>
      {values.map((value, i) => {
        const space = value.indexOf(' ');
        return (
          <li key={i}>
            <span className="hf-symbol" aria-hidden="true">
              {value.slice(0, space)}
            </span>
            <span>{value.slice(space + 1)}</span>
          </li>
        );
      })}
    </ol>
  );
}
