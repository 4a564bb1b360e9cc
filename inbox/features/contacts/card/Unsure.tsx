import type { Card, Merge } from '../../../../protocol/contacts.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { isUnsure, takeApart } from './acts.ts';
import { t } from './words/index.ts';

/** Why they were put together, by itself. */
const REASONS = { number: 'byNumber', mail: 'byMail', account: 'byAccount', agent: 'byNumber' } as const;

/** Who was put onto this card by themselves, by what is only typed: one press takes each off again. */
export function Unsure({ card, onDone }: { card: Card; onDone: () => void }) {
  const unsure = card.merges.filter(isUnsure);
  return (
    <>
      {unsure.map(merge => (
        <UnsureOne key={merge.id} cardId={card.id} merge={merge} onDone={onDone} />
      ))}
    </>
  );
}

function UnsureOne({ cardId, merge, onDone }: { cardId: string; merge: Merge; onDone: () => void }) {
  const { http, toasts } = useInbox();
  const { isBusy, run } = useActs(toasts);
  const mayAct = useMayAct();
  const notTheSame = () =>
    run('apart', async () => {
      await takeApart(http, cardId, merge.id);
      toasts.add(t('didTakeApart'));
      onDone();
    });
  return (
    <p class="card-unsure">
      <span>{t(REASONS[merge.reason])}</span>
      {mayAct && (
        <button type="button" aria-disabled={isBusy('apart')} onClick={() => void notTheSame()}>
          {t('notTheSame')}
        </button>
      )}
    </p>
  );
}
