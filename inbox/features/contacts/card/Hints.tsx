import type { Hint } from '../../../../protocol/cards.ts';
import { useApp } from '../../../shell/app.ts';
import { hintText } from './texts.ts';
import { t } from './words/index.ts';

/** How to begin. */
export function Hints({ hints }: { hints: readonly Hint[] }) {
  const now = useApp().clock.value;
  if (hints.length === 0) return null;
  return (
    <ul class="card-hints" aria-label={t('hints')}>
      {hints.map(hint => (
        <li key={hint.hint}>{hintText(hint, now)}</li>
      ))}
    </ul>
  );
}
