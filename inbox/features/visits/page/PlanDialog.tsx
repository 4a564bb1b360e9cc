import { useState } from 'preact/hooks';
import { plainDigits, readMoney } from '../../../../protocol/money.ts';
import type { Planned, StaffFigures } from '../../../../protocol/visits.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { moneyPlain } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { visitCalls } from '../calls.ts';
import { monthText, staffName } from '../text.ts';
import { t } from '../words/index.ts';

/** What an owner wants of somebody in a month. */
export function PlanDialog(props: { figures: StaffFigures; month: string; onClose: () => void; onSaved: () => void }) {
  const { figures, month, onClose, onSaved } = props;
  const { http, toasts } = useInbox();
  const [visits, sum] = (['visits', 'sum'] as const).map(of => figures.plans.find(each => each.metric === of)!) as [
    Planned,
    Planned,
  ];
  const [typed, setTyped] = useState({ visits: asTyped(visits), sum: asTyped(sum) });
  const form = useSubmit(async () => {
    const wanted = { visits: readPlan(typed.visits, visits), sum: readPlan(typed.sum, sum) };
    const wrong = Object.entries(wanted).flatMap(([metric, target]) => (target === undefined ? metric : []));
    if (wrong.length > 0) {
      throw new ApiError('FIELD_INVALID', Object.fromEntries(wrong.map(metric => [metric, 'FIELD_INVALID'])));
    }
    for (const { metric, target } of [visits, sum]) {
      const next = wanted[metric] ?? null;
      if (next !== target) await visitCalls(http).plan({ staffId: figures.staffId, month, metric, target: next });
    }
    toasts.add(t('saved'));
    onSaved();
  });
  const hint = (plan: Planned) => t(plan.target === null && plan.proposed !== null ? 'proposed' : 'planHint');
  return (
    <Dialog
      class="visits-dialog"
      title={t('planOf', { name: staffName(figures), month: monthText(month) })}
      onClose={onClose}
    >
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('planVisits')}
          hint={hint(visits)}
          inputMode="numeric"
          dir="ltr"
          maxLength={9}
          autoComplete="off"
          data-first
          value={typed.visits}
          onValue={value => setTyped(now => ({ ...now, visits: value }))}
          problem={form.problemOf('visits', t('countWanted'))}
        />
        <TextField
          label={t('planSum', { currency: sum.currency })}
          hint={hint(sum)}
          inputMode="decimal"
          dir="ltr"
          maxLength={20}
          autoComplete="off"
          value={typed.sum}
          onValue={value => setTyped(now => ({ ...now, sum: value }))}
          problem={form.problemOf('sum', t('amountWanted'))}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('save')}</Submit>
      </form>
    </Dialog>
  );
}

/** As it stands in the field to begin with: the plan, or what is proposed. */
function asTyped({ metric, currency, target, proposed }: Planned): string {
  const value = target ?? proposed;
  if (value === null) return '';
  return metric === 'sum' ? moneyPlain(value, currency) : String(value);
}

/** Null: there is to be none; undefined: it can not be read. */
function readPlan(typed: string, { metric, currency }: Planned): number | null | undefined {
  if (typed.trim() === '') return null;
  const value = metric === 'sum' ? readMoney(typed, currency) : Number(plainDigits(typed.trim()));
  return value !== null && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
