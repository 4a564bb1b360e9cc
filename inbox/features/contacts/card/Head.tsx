import { useRef } from 'preact/hooks';
import type { CardAnswer } from '../../../../protocol/cards.ts';
import { useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { Link } from '../../../shell/Link.tsx';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { nameOf } from '../names.ts';
import { More } from './More.tsx';
import { StagePill } from './StagePill.tsx';
import { lineOf } from './texts.ts';
import { Unsure } from './Unsure.tsx';
import { t } from './words/index.ts';

/** Who it is, in one line, and the ways to them. */
export function Head(props: { answer: CardAnswer; onCompare: (otherId: string) => void; onChanged: () => void }) {
  const { answer, onCompare, onChanged } = props;
  const now = useApp().clock.value;
  const { card, conversationId, glances } = answer;
  const mayAct = useMayAct();
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed may be gone by what it did.
  useKeptFocus(heading, [card.version, card.merges.length, answer.suggestions]);
  return (
    <>
      <header class="card-head">
        <Face name={card.name} isLarge />
        <div>
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {nameOf(card)} <StagePill glances={glances} />
          </h2>
          <p>{lineOf(answer, now)}</p>
        </div>
        <div class="acts">
          {card.phone && (
            <a class="btn is-go" href={`tel:${card.phone}`}>
              {t('call')}
            </a>
          )}
          {conversationId ? (
            <Link class="btn" to={{ kind: 'view', view: 'all', conversationId }}>
              {t('write')}
            </Link>
          ) : (
            card.email && (
              <a class="btn" href={`mailto:${card.email}`}>
                {t('write')}
              </a>
            )
          )}
          {mayAct && <More card={card} onCompare={onCompare} onChanged={onChanged} />}
        </div>
      </header>
      <Unsure card={card} onDone={onChanged} />
    </>
  );
}
