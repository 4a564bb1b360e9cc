import './style.css';
import { useState } from 'preact/hooks';
import type { StaffFigures } from '../../../../protocol/visits.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Link } from '../../../shell/Link.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { type Asked, visitCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { BehindDialog, type Opened } from './BehindDialog.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { MonthBar } from './MonthBar.tsx';
import { PlanDialog } from './PlanDialog.tsx';

/** A month of those who work here: what they did, and what was planned. */
export function VisitsPage() {
  const { http, me } = useInbox();
  const [asked, setAsked] = useState<Asked>({ month: null, within: 90 });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [planned, setPlanned] = useState<StaffFigures | null>(null);
  const { answer, failure, load } = useAnswer(() => visitCalls(http).figures(asked), [http, asked.month, asked.within]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={6} />;
  const isOwner = me.value.agent.role === 'owner';
  if (answer.employees.length === 0 && asked.month === null) {
    return (
      <div class="visits-empty">
        <p>{t(isOwner ? 'noStaff' : 'notYours')}</p>
        {isOwner && (
          <Link class="btn is-go" to={{ kind: 'settings', page: 'staff' }}>
            {t('addStaff')}
          </Link>
        )}
      </div>
    );
  }
  const shown = { month: answer.month, within: answer.within };
  return (
    <div class="visits">
      <MonthBar shown={shown} onShown={setAsked} />
      {answer.employees.length > 0 ? (
        <FiguresTable figures={answer} onOpen={setOpened} onPlan={answer.maySetPlans ? setPlanned : null} />
      ) : (
        <p class="visits-empty">{t('nothing')}</p>
      )}
      {opened && (
        <BehindDialog opened={opened} asked={shown} currency={answer.currency} onClose={() => setOpened(null)} />
      )}
      {planned && (
        <PlanDialog
          figures={planned}
          month={answer.month}
          onClose={() => setPlanned(null)}
          onSaved={() => {
            setPlanned(null);
            load();
          }}
        />
      )}
    </div>
  );
}
