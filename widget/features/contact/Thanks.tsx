import { fill } from '../../../protocol/words.ts';
import { Done, Quiet } from '../../forms/Done.tsx';
import { clearThanks } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';

/** The thanks for a letter, and where the answer to it goes. */
export function Thanks() {
  const { reach } = saved.now.draft;
  const t = words();
  return (
    <Done title={t.thanks}>
      {reach && <p dir="auto">{fill(t.answer, { reach })}</p>}
      <Quiet onClick={clearThanks}>{t.another}</Quiet>
    </Done>
  );
}
