import './style.css';
import { useState } from 'preact/hooks';
import { MAX_LINES, totalOf } from '../../../../protocol/purchase-sums.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { errorText } from '../../../shell/errors.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { currencyOptions, moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { SharesField } from '../../visits/shares/SharesField.tsx';
import { readShares, sharesOf } from '../../visits/shares/shares.ts';
import { useEmployees } from '../../visits/shares/use-employees.tsx';
import { purchaseCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { LineFields } from './LineFields.tsx';
import { dayOf, linesOf, type Typed, typedOf, wrongIn } from './typed.ts';

/** Somebody who is no agent. */
const OTHER = 'other';

interface Props {
  /** Whose it is. */
  contactId: string;
  /** The one that is corrected; left out: a new one. */
  purchase?: Purchase;
  onClose: () => void;
  /** It is kept; null: it was removed. */
  onSaved?: (purchase: Purchase | null) => void;
}

/** Writes down what somebody bought, or corrects it. */
export function PurchaseDialog(props: Props) {
  const { http } = useInbox();
  const { answer, failure } = useAnswer(() => purchaseCalls(http).money(), [http]);
  return (
    <Dialog class="purchase" title={t(props.purchase ? 'correct' : 'add')} onClose={props.onClose}>
      {failure && <Problem text={errorText(failure)} />}
      {answer && <PurchaseForm {...props} currency={answer.currency} />}
    </Dialog>
  );
}

function PurchaseForm({ contactId, purchase, onClose, onSaved, currency: usual }: Props & { currency: string }) {
  const { http, me, agents, toasts } = useInbox();
  const calls = purchaseCalls(http);
  const [typed, setTyped] = useState<Typed>(() => typedOf(purchase, { usual, meId: me.peek().agent.id }));
  // The same again is the same purchase, however often it is pressed.
  const [externalId] = useState(newClientId);
  const { lines, currency, date, agentId, seller } = typed;
  const set = (change: Partial<Typed>) => setTyped(before => ({ ...before, ...change }));
  const employees = useEmployees();
  const [doers, setDoers] = useState(() => sharesOf(purchase));
  const total = totalOf(linesOf(typed).map(({ quantity, price }) => ({ quantity: quantity ?? 0, price: price ?? 0 })));

  const form = useSubmit(async () => {
    const shares = doers === null ? undefined : readShares(doers);
    const wrong = shares === null ? { ...wrongIn(typed), shares: 'FIELD_INVALID' } : wrongIn(typed);
    if (wrong) throw new ApiError('FIELD_INVALID', wrong);
    const employee = agentId === OTHER ? { name: seller.trim() } : agentId ? { agentId } : null;
    const told = {
      currency,
      date,
      employee: agentId === OTHER && !seller.trim() ? null : employee,
      lines: linesOf(typed).map(({ name, quantity, price }) => ({
        ...{ name, quantity: quantity!, price: price! },
        ...(shares && { shares }),
      })),
    };
    if (purchase) {
      // A day that stays keeps its hour.
      const { date: day, ...rest } = told;
      const kept = await calls.correct(purchase.id, day === purchase.date ? rest : told);
      onSaved?.(kept);
    } else {
      await calls.add({ person: { contactId }, externalId, ...told });
      onSaved?.(null);
    }
    onClose();
    toasts.add(t('kept'));
  });

  const people = agents.all.value.map(each => [each.id, each.name] as const);
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      {lines.map((line, at) => (
        <LineFields
          key={line.key}
          line={line}
          isFirst={at === 0}
          isOnly={lines.length === 1}
          problemOf={field => form.problemOf(`lines.${at}.${field}`, field === 'price' ? t('priceWrong') : undefined)}
          onChange={next => set({ lines: lines.map(each => (each === line ? next : each)) })}
          onRemove={() => set({ lines: lines.filter(each => each !== line) })}
        />
      ))}
      {lines.length < MAX_LINES && (
        <button
          type="button"
          class="btn is-quiet is-start"
          onClick={() => set({ lines: [...lines, { key: newClientId(), name: '', quantity: '1', price: '' }] })}
        >
          {t('addLine')}
        </button>
      )}
      <div class="purchase-row">
        <TextField
          label={t('date')}
          type="date"
          dir="ltr"
          max={dayOf(Date.now())}
          value={date}
          onValue={next => set({ date: next })}
          problem={form.problemOf('date')}
        />
        <Select
          label={t('currency')}
          value={currency}
          onValue={next => set({ currency: next })}
          options={currencyOptions()}
        />
      </div>
      <Select
        label={t('employee')}
        value={agentId}
        onValue={next => set({ agentId: next })}
        options={[['', t('nobody')], ...people, [OTHER, t('other')]]}
        problem={form.problemOf('employee.agentId')}
      />
      {agentId === OTHER && (
        <TextField
          label={t('otherName')}
          maxLength={200}
          value={seller}
          onValue={next => set({ seller: next })}
          problem={form.problemOf('employee.name')}
        />
      )}
      {employees.length > 0 && doers && (
        <SharesField
          employees={employees}
          value={doers}
          onValue={setDoers}
          unsaid="seller"
          isWrong={form.problemOf('shares') !== ''}
        />
      )}
      <p class="purchase-total" aria-live="polite">
        {t('total')} <b>{total === null ? '…' : moneyText(total, currency)}</b>
      </p>
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t(purchase ? 'save' : 'addIt')}</Submit>
        {purchase && (
          <SureButton
            label={t('remove')}
            warning={t('removeWarning')}
            toasts={toasts}
            work={async () => {
              await calls.remove(purchase.id);
              onSaved?.(null);
              onClose();
            }}
          />
        )}
      </div>
    </form>
  );
}
