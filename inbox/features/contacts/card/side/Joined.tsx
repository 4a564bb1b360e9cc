import type { Card } from '../../../../../protocol/contacts.ts';
import { useInbox, useMayAct } from '../../../../inbox.ts';
import { useApp } from '../../../../shell/app.ts';
import { contained } from '../../../../shell/bidi.ts';
import { date } from '../../../../shell/times.ts';
import { useActs } from '../../../../shell/use-acts.ts';
import { isUnsure, takeApart } from '../acts.ts';
import { REASONS } from './names.ts';
import { Section } from './Section.tsx';
import { t } from './words/index.ts';

/** Who was joined to this card, and why; each is taken off again as if it had never been. */
export function Joined({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  // Those that nobody has looked at stand above, with the same way back.
  const merges = card.merges.filter(merge => !isUnsure(merge));
  if (merges.length === 0) return null;
  const undo = (id: string) =>
    run(id, async () => {
      await takeApart(http, card.id, id);
      toasts.add(t('didTakeApart'));
      onChanged();
    });
  return (
    <Section title={t('joined')}>
      <ul class="card-joined">
        {merges.toReversed().map(({ id, reason, isVerified, by, at }) => (
          <li key={id}>
            <span>
              {t(REASONS[reason])}
              <small>
                {[
                  date(at, now, { hasWeekday: false }),
                  by ? contained(by.name) : t(isVerified ? 'verified' : 'notVerified'),
                ].join(' · ')}
              </small>
            </span>
            {mayAct && (
              <button type="button" class="btn" aria-disabled={isBusy(id)} onClick={() => void undo(id)}>
                {t('takeApart')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
