import { isolatedName } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import { Done, Quiet } from '../../forms/Done.tsx';
import { clearThanks } from '../../forms/state.ts';
import { laterWords, words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';

/** The thanks for a letter, and where the answer to it goes. */
export function Thanks() {
  const { reach } = saved.now.draft;
  const t = laterWords();
  return (
    <Done title={words().thanks} isNews>
      {reach && t && <p>{fill(t.answer, { reach }, isolatedName)}</p>}
      {t && <Quiet onClick={clearThanks}>{t.another}</Quiet>}
    </Done>
  );
}
