import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coupon, CouponsMade } from '../../../../protocol/coupons.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';
import { ROOT } from '../../../shell/root.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { couponCalls } from '../calls.ts';
import { CouponDialog } from '../dialog/CouponDialog.tsx';
import { stateText, worthText } from '../texts.ts';
import { t } from '../words/index.ts';
import { MakeForm } from './MakeForm.tsx';

/** Coupons and certificates that were made here, and the way to make them. */
export function CouponsPage() {
  const { http, toasts } = useInbox();
  const calls = couponCalls(http);
  const mayAct = useMayAct();
  const now = useApp().clock.value;
  const { isBusy, run } = useActs(toasts);
  const [items, setItems] = useState<Coupon[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [currency, setCurrency] = useState('');
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<CouponsMade | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const opener = useOpener(isMaking ? 'make' : null);

  async function load(from: string | null) {
    const page = await calls.page(from);
    setItems(before => (from === null ? page.coupons : [...(before ?? []), ...page.coupons]));
    setCursor(page.cursor);
  }
  useEffect(() => {
    if (!mayAct) return;
    load(null).catch(toasts.fail);
    calls.money().then(money => setCurrency(money.currency), toasts.fail);
  }, [http]);

  const turn = (coupon: Coupon) =>
    run(coupon.code, async () => {
      const after = await calls.turn(coupon.code, coupon.offAt === null);
      setItems(before => before!.map(each => (each.code === after.code ? after : each)));
      toasts.add(t(after.offAt === null ? 'didOn' : 'didOff', { code: after.code }));
    });

  if (!mayAct) return null;
  return (
    <div class="coupons">
      <header>
        <h2>{t('coupons')}</h2>
        {!isMaking && currency !== '' && (
          <button ref={opener('make')} type="button" class="btn is-go" onClick={() => setMaking(true)}>
            {t('newOne')}
          </button>
        )}
      </header>
      {isMaking && (
        <MakeForm
          currency={currency}
          onCancel={() => setMaking(false)}
          onMade={next => {
            setMaking(false);
            setMade(next);
            load(null).catch(toasts.fail);
          }}
        />
      )}
      {made && <Made made={made} onDone={() => setMade(null)} />}
      {!items && <Skeleton lines={4} />}
      {items?.length === 0 && <p>{t('none')}</p>}
      <ul class="coupons-list">
        {items?.map(each => (
          <li key={each.code}>
            <button
              type="button"
              class="coupons-code"
              aria-label={t('show', { code: each.code })}
              onClick={() => setOpen(each.code)}
            >
              <bdi dir="ltr">{each.code}</bdi>
            </button>
            <span>
              {worthText(each)}
              <small>
                {stateText(each, now)}
                {each.note && <bdi> · {each.note}</bdi>}
              </small>
            </span>
            <button
              type="button"
              class="btn is-quiet"
              aria-disabled={isBusy(each.code)}
              onClick={() => void turn(each)}
            >
              {t(each.offAt === null ? 'switchOff' : 'switchOn')}
            </button>
          </li>
        ))}
      </ul>
      <More onMore={cursor === null ? null : () => load(cursor)} />
      {open !== null && (
        <CouponDialog code={open} onClose={() => setOpen(null)} onUsed={() => void load(null).catch(toasts.fail)} />
      )}
    </div>
  );
}

/** What was just made, to be printed or taken elsewhere. */
function Made({ made, onDone }: { made: CouponsMade; onDone: () => void }) {
  const { batchId, coupons } = made;
  const told = useRef<HTMLElement>(null);
  useEffect(() => told.current?.focus(), [batchId]);
  return (
    <section class="coupons-made" role="status" ref={told} tabIndex={-1}>
      <h3>{t('made', { n: number(coupons.length) })}</h3>
      <ul>
        {coupons.map(each => (
          <li key={each.code}>
            <b dir="ltr">{each.code}</b> {worthText(each)}
          </li>
        ))}
      </ul>
      <div class="acts">
        <button type="button" class="btn" onClick={() => window.print()}>
          {t('print')}
        </button>
        <a class="btn" href={`${ROOT}v1/coupons/batches/${encodeURIComponent(batchId)}`} download>
          {t('csv')}
        </a>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {t('done')}
        </button>
      </div>
    </section>
  );
}
