import { useState } from 'preact/hooks';
import { COUPON_KINDS } from '../../../../protocol/coupon-state.ts';
import type { CouponsMade } from '../../../../protocol/coupons.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { couponCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { couponsOf, FRESH } from './typed.ts';

const KINDS = { percent: 'kindPercent', amount: 'kindAmount', certificate: 'kindCertificate' } as const;

/** One coupon, or some of one kind. */
export function MakeForm(props: { currency: string; onMade: (made: CouponsMade) => void; onCancel: () => void }) {
  const { currency, onMade, onCancel } = props;
  const { http } = useInbox();
  const [typed, setTyped] = useState(FRESH);
  // The same again makes them once, however often it is pressed.
  const [clientId, setClientId] = useState(newClientId);
  const set = (change: Partial<typeof typed>) => {
    setTyped(before => ({ ...before, ...change }));
    setClientId(newClientId());
  };
  const form = useSubmit(async () => {
    try {
      onMade(await couponCalls(http).make(couponsOf(typed, currency, clientId)));
    } catch (error) {
      if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      throw new ApiError('FIELD_INVALID', { code: 'FIELD_INVALID' });
    }
  });
  const { kind } = typed;
  const isOne = typed.count.trim() === '1';
  return (
    <form class="form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <Select
        label={t('kind')}
        value={kind}
        onValue={next => set({ kind: next })}
        options={COUPON_KINDS.map(each => [each, t(KINDS[each])] as const)}
      />
      {kind === 'percent' ? (
        <TextField
          label={t('percentOff')}
          inputMode="numeric"
          dir="ltr"
          isFocused
          value={typed.percent}
          onValue={percent => set({ percent })}
          problem={form.problemOf('percent', t('percentWrong'))}
        />
      ) : (
        <TextField
          label={t('amountOf', { currency })}
          inputMode="decimal"
          dir="ltr"
          value={typed.amount}
          onValue={amount => set({ amount })}
          problem={form.problemOf('amount', t('sumWrong'))}
        />
      )}
      <TextField
        label={t('howMany')}
        inputMode="numeric"
        dir="ltr"
        value={typed.count}
        onValue={count => set({ count })}
        problem={form.problemOf('count', t('howManyWrong'))}
      />
      {kind !== 'certificate' && (
        <TextField
          label={t('usesEach')}
          inputMode="numeric"
          dir="ltr"
          value={typed.uses}
          onValue={uses => set({ uses })}
          problem={form.problemOf('uses', t('usesWrong'))}
        />
      )}
      {isOne && kind !== 'certificate' && (
        <TextField
          label={t('ownCode')}
          hint={t('ownCodeHint')}
          dir="ltr"
          autoComplete="off"
          maxLength={40}
          value={typed.code}
          onValue={code => set({ code })}
          problem={form.problemOf('code', t('codeTaken'))}
        />
      )}
      {!isOne && (
        <TextField
          label={t('prefix')}
          hint={t('prefixHint')}
          dir="ltr"
          autoComplete="off"
          maxLength={12}
          value={typed.prefix}
          onValue={prefix => set({ prefix })}
        />
      )}
      <TextField
        label={t('service')}
        hint={t('serviceHint')}
        autoComplete="off"
        value={typed.service}
        onValue={service => set({ service })}
      />
      <TextField
        label={t('until')}
        hint={t('untilHint')}
        type="date"
        dir="ltr"
        value={typed.until}
        onValue={until => set({ until })}
        problem={form.problemOf('until', t('untilWrong'))}
      />
      <TextField label={t('note')} autoComplete="off" value={typed.note} onValue={note => set({ note })} />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('make')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onCancel}>
          {shellText('cancel')}
        </button>
      </div>
    </form>
  );
}
