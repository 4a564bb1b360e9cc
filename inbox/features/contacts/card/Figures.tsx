import type { CardAnswer } from '../../../../protocol/cards.ts';
import { useApp } from '../../../shell/app.ts';
import { complaintText, dueText, eachText, lastBought, promiseText, sumText } from './texts.ts';
import { count, t } from './words/index.ts';

/** What they are to us and we owe them, in four figures; those that nobody keeps are not there. */
export function Figures({ answer: { glances, promises } }: { answer: CardAnswer }) {
  const now = useApp().clock.value;
  const { purchases, complaints } = glances;
  const [promise] = promises;
  const last = lastBought(glances);
  return (
    <dl class="figures">
      {purchases && (
        <>
          <Figure
            label={t('bought')}
            figure={count('times', purchases.count)}
            detail={last && t('lastWas', { what: last })}
          />
          <Figure label={t('inAll')} figure={sumText(glances) || t('nothing')} detail={eachText(glances)} />
        </>
      )}
      {complaints && (
        <Figure
          label={t('open')}
          figure={complaints.open ? count('complaints', complaints.open) : t('nothing')}
          detail={complaintText(glances, now)}
          isWrong={complaints.open > 0}
        />
      )}
      <Figure
        label={t('promised')}
        figure={promise ? dueText(promise, now) : t('nothing')}
        detail={promise ? promiseText(promise) : ''}
        isWrong={promise?.kind === 'callback' && promise.at < now}
      />
    </dl>
  );
}

function Figure(props: { label: string; figure: string; detail: string; isWrong?: boolean }) {
  const { label, figure, detail, isWrong } = props;
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd>
        <b class={isWrong ? 'is-wrong' : undefined}>{figure}</b>
        {detail && <small>{detail}</small>}
      </dd>
    </div>
  );
}
