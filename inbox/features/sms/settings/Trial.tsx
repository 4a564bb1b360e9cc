import { useEffect, useRef, useState } from 'preact/hooks';
import type { SmsCount, SmsGateway, SmsSettings } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { Problem } from '../../../shell/Submit.tsx';
import { type Submitting, useSubmit } from '../../../shell/use-submit.ts';
import { reasonText } from '../log/reasons.ts';
import { smsCalls } from './calls.ts';
import { priceText } from './money.ts';
import { count, t } from './words/index.ts';

/** After the last key: whoever types needs no number for each letter. */
const PAUSE_MS = 300;

/** One message to oneself, by the gateway as it stands in the fields, with what it costs said before. */
export function Trial(props: {
  gateway: SmsGateway;
  price: SmsSettings['price'];
  isProven: boolean;
  onTried: (proof: string | null) => void;
  onWrong: (problemOf: Submitting['problemOf'] | null) => void;
}) {
  const { gateway, price, isProven, onTried, onWrong } = props;
  const { http } = useInbox();
  const [to, setTo] = useState('');
  const [text, setText] = useState(t('testWords'));
  const [refusal, setRefusal] = useState('');
  const counted = useCount(text);
  const form = useSubmit(async () => {
    setRefusal('');
    const { isTaken, problem, proof } = await smsCalls(http).test({ gateway, to, text });
    if (!isTaken) setRefusal(t('testFailed', { problem: reasonText(problem) }));
    onTried(proof);
  });
  const box = useRef<HTMLFieldSetElement>(null);
  // What is wrong with the gateway is said at its own fields, of the form around.
  useEffect(() => {
    onWrong(form.problem ? form.problemOf : null);
    if (!form.problem) return;
    const frame = requestAnimationFrame(() =>
      box.current?.form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [form.isBusy, form.problem]);
  const segments = counted && count('segments', counted.segments);
  return (
    <fieldset
      class="form sms-trial"
      ref={box}
      onKeyDown={event => {
        // Enter here means this button, and not that all is to be saved.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) form.onSubmit(event);
      }}
    >
      <legend>{t('test')}</legend>
      <p class="hint">{t('testLead')}</p>
      <TextField
        label={t('testTo')}
        type="tel"
        autocomplete="tel"
        dir="ltr"
        maxLength={100}
        value={to}
        onValue={setTo}
        problem={form.problemOf('phone') || form.problemOf('to')}
      />
      <TextArea
        label={t('testText')}
        rows={2}
        maxLength={1000}
        value={text}
        onValue={setText}
        problem={form.problemOf('text')}
      />
      <p role="status">
        {counted &&
          segments &&
          (price ? t('costs', { segments, price: priceText(price, counted.segments) }) : segments)}
      </p>
      <Problem text={refusal || form.problem} />
      {isProven && <p role="status">{t('testDone')}</p>}
      <button type="button" class="btn" aria-disabled={form.isBusy} onClick={form.onSubmit}>
        {t('testSend')}
      </button>
    </fieldset>
  );
}

/** How many segments a text takes; null: it is not known yet. */
function useCount(text: string): SmsCount | null {
  const { http } = useInbox();
  const [counted, setCounted] = useState<SmsCount | null>(null);
  useEffect(() => {
    const asked = new AbortController();
    const timer = setTimeout(() => {
      smsCalls(http)
        .count(text, asked.signal)
        // Without a number nothing is said: sending counts anew.
        .then(setCounted, () => setCounted(null));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [http, text]);
  return counted;
}
