import { useState } from 'preact/hooks';
import type { Purchase, PurchaseItem } from '../../../../protocol/purchases.ts';
import { useMayAct } from '../../../inbox.ts';
import { lazy } from '../../../shell/lazy.tsx';
import { number } from '../../../shell/locale.ts';
import { moneyText } from '../../../shell/money.ts';
import { t } from '../words/index.ts';

const PurchaseDialog = lazy(async () => (await import('../dialog/PurchaseDialog.tsx')).PurchaseDialog);

/** What somebody bought, as one line of their past: each thing, and what it came to. */
export function Item({ item }: { item: PurchaseItem }) {
  const mayAct = useMayAct();
  const [isOpen, setOpen] = useState(false);
  // What was corrected here is shown before the timeline is read anew; null: it is gone.
  const [purchase, setPurchase] = useState<Purchase | null>(item.purchase);
  if (!purchase) return <p class="hint">{t('removed')}</p>;
  const { lines, currency, total, employee, contactId } = purchase;
  return (
    <div class="timeline-purchase">
      <p>
        <b>{t('bought')}</b>{' '}
        {lines.map(({ name, quantity, price }, at) => (
          <span key={`${name} ${at}`}>
            {at > 0 && ', '}
            <bdi>{name}</bdi> {number(quantity)} × {moneyText(price, currency)}
          </span>
        ))}{' '}
        <small>
          {lines.length > 1 && t('inAll', { total: moneyText(total, currency) })}
          {lines.length > 1 && employee && ' · '}
          {employee && <bdi>{employee.name}</bdi>}
        </small>
      </p>
      {mayAct && (
        <button type="button" class="btn is-quiet" onClick={() => setOpen(true)}>
          {t('correctIt')}
        </button>
      )}
      {isOpen && (
        <PurchaseDialog
          contactId={contactId}
          purchase={purchase}
          onClose={() => setOpen(false)}
          onSaved={setPurchase}
        />
      )}
    </div>
  );
}
