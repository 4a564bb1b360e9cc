import './beside.css';
import type { CardAnswer } from '../../../../protocol/cards.ts';
import type { Conversation } from '../../../../protocol/conversations.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { Hints } from './Hints.tsx';
import { newsOf } from './news.ts';
import { StagePill } from './StagePill.tsx';
import { complaintText, dueText, lastBought, lineOf, promiseText, sumText } from './texts.ts';
import { Unsure } from './Unsure.tsx';
import { useCard } from './use-card.ts';
import { useTold } from './use-told.ts';
import { count, t } from './words/index.ts';

/** The card beside a thread, in one glance. Where nobody wants cards: only that two were put together by themselves. */
export function Beside({ conversation, hasCards }: { conversation: Conversation; hasCards: boolean }) {
  const inbox = useInbox();
  const { answer, load } = useCard(inbox.http, conversation.contact.id, newsOf(conversation));
  useTold(inbox, answer?.card.ids ?? [], load);
  if (!answer) return null;
  const unsure = <Unsure card={answer.card} onDone={load} />;
  if (!hasCards) return unsure;
  return (
    <section class="beside" aria-label={t('card')}>
      <Glance answer={answer} />
      {unsure}
      <Link class="btn is-start" to={{ kind: 'room', room: 'people', id: answer.card.id }}>
        {t('openCard')}
      </Link>
    </section>
  );
}

function Glance({ answer }: { answer: CardAnswer }) {
  const now = useApp().clock.value;
  const { glances, promises, hints } = answer;
  const { purchases, complaints } = glances;
  const facts: [label: string, words: string, isWrong?: boolean][] = [
    [t('bought'), purchases?.count ? `${count('times', purchases.count)} · ${sumText(glances)}` : ''],
    [t('last'), lastBought(glances)],
    [
      t('open'),
      complaints?.open ? `${count('complaints', complaints.open)}: ${complaintText(glances, now)}` : '',
      true,
    ],
    ...promises.map((promise): [string, string] => [
      t('promised'),
      `${dueText(promise, now)}: ${promiseText(promise)}`,
    ]),
    [t('perhapsSame'), answer.suggestions > 0 ? number(answer.suggestions) : ''],
  ];
  return (
    <>
      <p class="beside-line">
        {lineOf(answer, now)} <StagePill glances={glances} />
      </p>
      <Hints hints={hints} />
      <dl class="facts">
        {facts
          .filter(([, words]) => words)
          .map(([label, words, isWrong]) => [
            <dt key={words}>{label}</dt>,
            <dd key={`${words} is`} class={isWrong ? 'is-wrong' : undefined}>
              {words}
            </dd>,
          ])}
      </dl>
    </>
  );
}
