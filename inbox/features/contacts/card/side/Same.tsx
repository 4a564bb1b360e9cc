import type { Card } from '../../../../../protocol/contacts.ts';
import { useInbox, useMayAct } from '../../../../inbox.ts';
import { Face } from '../../../../shell/Face.tsx';
import { useActs } from '../../../../shell/use-acts.ts';
import { useAnswer } from '../../../../shell/use-answer.ts';
import { nameOf } from '../../names.ts';
import { readSuggestions, refusePair } from '../acts.ts';
import { Section } from './Section.tsx';
import { t } from './words/index.ts';

/** Others who may be this person: whoever was refused once is not offered again. */
export function Same(props: { card: Card; onCompare: (otherId: string) => void; onChanged: () => void }) {
  const { card, onCompare, onChanged } = props;
  const { http, toasts } = useInbox();
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  const { answer } = useAnswer(() => readSuggestions(http, card.id), [card.id, card.version]);
  if (!answer?.length) return null;
  const refuse = (otherId: string) =>
    run(otherId, async () => {
      await refusePair(http, card.id, otherId);
      onChanged();
    });
  return (
    <Section title={t('same')}>
      <ul class="card-same">
        {answer.map(({ card: other, reasons }) => (
          <li key={other.id}>
            <Face name={other.name} />
            <span>
              <b dir="auto">{nameOf(other)}</b>
              <small>{reasons.map(each => t(REASONS[each])).join(' · ')}</small>
            </span>
            {mayAct && (
              <div class="acts">
                <button type="button" class="btn" onClick={() => onCompare(other.id)}>
                  {t('compare')}
                </button>
                <button
                  type="button"
                  class="btn is-quiet"
                  aria-disabled={isBusy(other.id)}
                  onClick={() => void refuse(other.id)}
                >
                  {t('notTheSame')}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const REASONS = { number: 'sameNumber', mail: 'sameMail', name: 'sameName' } as const;
