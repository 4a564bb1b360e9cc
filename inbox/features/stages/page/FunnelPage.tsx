import './style.css';
import { useMemo, useState } from 'preact/hooks';
import type { Stage, StageCard } from '../../../../protocol/stages.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select } from '../../../shell/fields.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { number } from '../../../shell/locale.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { nameOf } from '../../contacts/names.ts';
import { LostDialog } from '../LostDialog.tsx';
import { stageName } from '../names.ts';
import { Card } from './Card.tsx';
import { Column } from './Column.tsx';
import { useBoard, type Whose } from './use-board.ts';
import { count, t } from './words/index.ts';

const EditStages = lazy(async () => (await import('./EditStages.tsx')).EditStages, { lines: 6 });

/** Where everybody stands on the way to buying, one column a stage. */
export function FunnelPage() {
  const inbox = useInbox();
  const { clock } = useApp();
  const mayMove = useMayAct();
  const isOwner = inbox.me.value.agent.role === 'owner';
  const [whose, setWhose] = useState<Whose>('all');
  const [isEdited, setEdited] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const [losing, setLosing] = useState<{ card: StageCard; to: Stage } | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const since = useMemo(() => monthStart(clock.peek()), []);
  const { board, failure, load, move, more, said, returned } = useBoard(inbox, whose, since);

  if (isEdited && board) {
    return (
      <div class="funnel-edit">
        <EditStages
          settings={board.settings}
          onDone={() => {
            setEdited(false);
            load();
          }}
        />
      </div>
    );
  }
  if (!board) return failure ? <Failed text={errorText(failure)} onRetry={load} /> : <Skeleton lines={6} />;

  const { stages } = board.settings;
  const total = board.columns.reduce((sum, each) => sum + each.count, 0);
  const { won, lost } = board.figures;
  const narrow = stages.some(each => each.id === shown) ? shown! : stages[0]!.id;

  /** A loss asks why first; nothing is moved until it was said. */
  function ask(card: StageCard, to: Stage, isByMenu: boolean) {
    setFocused(isByMenu ? card.person.contactId : null);
    if (to.id === card.person.stageId) return;
    if (to.kind === 'lost') setLosing({ card, to });
    else void move(card, to);
  }
  function dropped(contactId: string, to: Stage) {
    const card = board!.columns.flatMap(each => each.cards).find(each => each.person.contactId === contactId);
    if (card) ask(card, to, false);
  }
  return (
    <div class="funnel">
      <div class="funnel-top">
        <Pill>{count('people', total)}</Pill>
        <Pill>{t('figures', { won: number(won), lost: number(lost) })}</Pill>
        <fieldset class="funnel-whose">
          <legend class="sr-only">{t('whose')}</legend>
          {(['mine', 'all'] as const).map(each => (
            <button key={each} type="button" class="btn" aria-pressed={whose === each} onClick={() => setWhose(each)}>
              {t(each === 'mine' ? 'mine' : 'everybody')}
            </button>
          ))}
        </fieldset>
        {isOwner && (
          <button type="button" class="btn is-quiet" onClick={() => setEdited(true)}>
            {t('editStages')}
          </button>
        )}
      </div>
      <div class="funnel-shown">
        <Select
          label={t('shown')}
          value={narrow}
          onValue={setShown}
          options={board.columns.map(({ stageId, count: n }) => {
            const stage = stages.find(each => each.id === stageId)!;
            return [stageId, `${stageName(stage)} (${number(n)})`] as const;
          })}
        />
      </div>
      <p class="sr-only" role="status">
        {said}
      </p>
      {total === 0 && <p class="funnel-empty">{t(whose === 'mine' ? 'emptyMine' : 'emptyBoard')}</p>}
      <div class="funnel-board">
        {board.columns.map(({ stageId, count: n, cards, cursor }) => {
          const stage = stages.find(each => each.id === stageId)!;
          return (
            <Column
              key={stageId}
              name={stageName(stage)}
              count={n}
              isShown={stageId === narrow}
              mayMove={mayMove}
              onDrop={contactId => dropped(contactId, stage)}
              onMore={cursor === null ? null : () => void more(stageId, cursor)}
            >
              {cards.map(card => (
                <Card
                  key={card.person.contactId}
                  card={card}
                  stages={stages}
                  mayMove={mayMove}
                  isFocused={focused === card.person.contactId}
                  isReturned={returned === card.person.contactId}
                  showsAgent={whose === 'all'}
                  onMove={ask}
                />
              ))}
            </Column>
          );
        })}
      </div>
      {losing && (
        <LostDialog
          name={nameOf(losing.card.contact)}
          onSave={reason => {
            setLosing(null);
            void move(losing.card, losing.to, reason);
          }}
          onClose={() => setLosing(null)}
        />
      )}
    </div>
  );
}

/** The beginning of the month by the agent's clock. */
function monthStart(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), 1).getTime();
}
