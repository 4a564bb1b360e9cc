import './style.css';
import type { CardAnswer } from '../../../../../protocol/cards.ts';
import { useInbox } from '../../../../inbox.ts';
import { lazy } from '../../../../shell/lazy.tsx';
import { StagePicker } from '../../../stages/StagePicker.tsx';
import { nameOf } from '../../names.ts';
import { About } from './About.tsx';
import { Consents } from './Consents.tsx';
import { Joined } from './Joined.tsx';
import { Notes } from './Notes.tsx';
import { Reach } from './Reach.tsx';
import { Same } from './Same.tsx';
import { t } from './words/index.ts';

const Bonus = lazy(async () => (await import('../../../loyalty/card/Bonus.tsx')).Bonus, { lines: 2 });

export interface SideProps {
  answer: CardAnswer;
  /** Something was done to the card: it is read anew. */
  onChanged: () => void;
}

/** How to reach them, what is known of them, whether they may be written to, and what we noted. */
export function Side(props: SideProps & { onCompare: (otherId: string) => void }) {
  const { answer, onChanged, onCompare } = props;
  const { card } = answer;
  return (
    <aside class="card-side" aria-label={t('side')}>
      <StagePicker contactId={card.id} name={nameOf(card)} />
      <Reach card={card} onChanged={onChanged} />
      {useInbox().me.value.switches.loyalty && <Bonus contactId={card.id} news={answer} />}
      <About card={card} onChanged={onChanged} />
      <Consents card={card} onChanged={onChanged} />
      {answer.suggestions > 0 && <Same card={card} onCompare={onCompare} onChanged={onChanged} />}
      <Notes card={card} onChanged={onChanged} />
      <Joined card={card} onChanged={onChanged} />
    </aside>
  );
}
