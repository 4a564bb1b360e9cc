import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coupon, CouponAnswer } from '../../../../protocol/lists.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { codeOf } from '../../../shell/http.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { date } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { nameOf } from '../../contacts/names.ts';
import { listCalls } from '../calls.ts';
import { t } from './words/index.ts';

/**
 * A code that somebody says: what it is for, whose it is, and the way to use it up.
 * @param props.code of a coupon that is known already; left out: it is typed
 * @param props.onUsed it was, or turned out to be
 */
export function CouponDialog({
  code = '',
  onClose,
  onUsed,
}: {
  code?: string;
  onClose: () => void;
  onUsed?: () => void;
}) {
  const { http, toasts } = useInbox();
  const [typed, setTyped] = useState(code);
  const [found, setFound] = useState<CouponAnswer | null>(null);
  const [isUnknown, setUnknown] = useState(false);
  async function find() {
    setUnknown(false);
    try {
      setFound(await listCalls(http).coupon(typed.trim()));
    } catch (error) {
      setFound(null);
      const isNone = ['NOT_FOUND', 'BAD_REQUEST', 'FIELD_INVALID'].includes(codeOf(error));
      if (!isNone) throw error;
      setUnknown(true);
    }
  }
  const form = useSubmit(find);
  useEffect(() => {
    if (code) find().catch(toasts.fail);
  }, []);
  return (
    <Dialog class="card-dialog" title={t('title')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          dir="ltr"
          autoComplete="off"
          maxLength={20}
          data-first
          value={typed}
          onValue={text => {
            setTyped(text);
            setFound(null);
          }}
          problem={isUnknown ? t('unknown') : ''}
        />
        <Problem text={form.problem} />
        {!found && <Submit isBusy={form.isBusy}>{t('find')}</Submit>}
      </form>
      {found && (
        <Found
          key={found.coupon.code}
          answer={found}
          hasLink={code === ''}
          onUsed={now => {
            setFound(now);
            onUsed?.();
          }}
          onChanged={() => void find().catch(toasts.fail)}
        />
      )}
    </Dialog>
  );
}

function Found(props: {
  answer: CouponAnswer;
  /** Their card is not the one that is open. */
  hasLink: boolean;
  onUsed: (now: CouponAnswer) => void;
  /** Somebody was faster: it is read anew. */
  onChanged: () => void;
}) {
  const { answer, hasLink, onUsed, onChanged } = props;
  const { coupon, contact } = answer;
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const { isBusy, run } = useActs(toasts);
  // The same for each press, so that one which did not come through is used once.
  const [clientId] = useState(newClientId);
  const told = useRef<HTMLDivElement>(null);
  // What was pressed is gone by what it did.
  useKeptFocus(told, [coupon.usedAt]);
  const isGood = coupon.usedAt === null && coupon.until > now;
  const use = () =>
    run('use', async () => {
      try {
        onUsed(await listCalls(http).useCoupon(coupon.code, clientId));
        toasts.add(t('didUse', { code: coupon.code }));
      } catch (error) {
        if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
        toasts.add(t('usedBefore'), { tone: 'failed' });
        onChanged();
      }
    });
  return (
    <div class="form" role="status" ref={told} tabIndex={-1}>
      <dl class="facts">
        <dt>{t('what')}</dt>
        <dd>
          <b>{t('percent', { percent: number(coupon.percent) })}</b>
        </dd>
        <dt>{t('whose')}</dt>
        <dd>
          {hasLink ? (
            <Link to={{ kind: 'room', room: 'people', id: contact.id }}>
              <bdi>{nameOf(contact)}</bdi>
            </Link>
          ) : (
            <bdi>{nameOf(contact)}</bdi>
          )}
        </dd>
        <dt>{t('when')}</dt>
        <dd>{stateText(coupon, now)}</dd>
      </dl>
      {isGood && (
        <button type="button" class="btn is-go" aria-disabled={isBusy('use')} onClick={() => void use()}>
          {t('markUsed')}
        </button>
      )}
    </div>
  );
}

function stateText({ usedAt, usedBy, until }: Coupon, now: number): string {
  const day = (at: number) => date(at, now, { hasWeekday: false });
  if (usedAt !== null) {
    return usedBy
      ? t('usedOnBy', { date: day(usedAt), name: contained(usedBy.name) })
      : t('usedOn', { date: day(usedAt) });
  }
  return t(until > now ? 'goodUntil' : 'ranOut', { date: day(until) });
}
