import type { Comparison } from '../wire/words';

/** What two people compare: four large words, and six symbols for those who want to be surer. */
export function Words({ words, symbols }: Comparison) {
  return (
    <div class="hf-comparison">
      <ol class="hf-large-words" aria-label="Check words">
        {words.map((word, i) => (
          <li key={i}>{word}</li>
        ))}
      </ol>
      <ol class="hf-symbols" aria-label="Check symbols">
        {symbols.map((symbol, i) => {
          const space = symbol.indexOf(' ');
          return (
            <li key={i}>
              <span class="hf-symbol" aria-hidden="true">
                {symbol.slice(0, space)}
              </span>
              {symbol.slice(space + 1)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
