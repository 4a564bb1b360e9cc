/** The buttons under what the site's script says: a chunk of its own, for sites that have one. */
import { addStyle } from '../../panel/style.ts';
import style from './answers.css?inline';

addStyle(style);

/** @param onPress says the words of the one that was pressed */
export function Buttons({ words, onPress }: { words: readonly string[]; onPress: (words: string) => void }) {
  return (
    <div class="answers">
      {words.map(each => (
        <button
          key={each}
          type="button"
          class="quiet"
          dir="auto"
          onClick={({ currentTarget }) => {
            onPress(each);
            // To what is answered: the log follows what comes while it stands at its end.
            const log = currentTarget.closest('.log')!;
            log.scrollTop = log.scrollHeight;
          }}
        >
          {each}
        </button>
      ))}
    </div>
  );
}
