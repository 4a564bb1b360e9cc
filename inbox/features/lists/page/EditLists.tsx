import { useState } from 'preact/hooks';
import { LIST_NAMES, type ListName, MAX_PRICE_WORDS } from '../../../../protocol/list-names.ts';
import type { ListSettings } from '../../../../protocol/lists.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { listCalls } from '../calls.ts';
import { t as listText } from '../words/index.ts';
import { t } from './words/index.ts';

/** What lists go by, as the desk's owner wants it. */
export function EditLists({ onDone }: { onDone: () => void }) {
  const { http } = useInbox();
  const { answer, failure, load } = useAnswer(() => listCalls(http).settings(), [http]);
  if (!answer) return failure ? <Failed text={errorText(failure)} onRetry={load} /> : <Skeleton lines={6} />;
  return <Edit settings={answer} onDone={onDone} />;
}

/** What a coupon begins with. */
const FIRST_OFFER = { percent: 10, days: 30 };

function Edit({ settings, onDone }: { settings: ListSettings; onDone: () => void }) {
  const { http, toasts } = useInbox();
  const [words, setWords] = useState(settings.priceWords.join('\n'));
  const [offers, setOffers] = useState(settings.offers);
  const form = useSubmit(async () => {
    const priceWords = words
      .split('\n')
      .map(each => each.trim())
      .filter(Boolean);
    await listCalls(http).save({ priceWords: priceWords.slice(0, MAX_PRICE_WORDS), offers });
    toasts.add(shellText('saved'));
    onDone();
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      {LIST_NAMES.map(list => (
        <Offer
          key={list}
          list={list}
          offer={offers[list]}
          problem={form.problemOf(`offers.${list}`)}
          onOffer={offer => setOffers(before => ({ ...before, [list]: offer }))}
        />
      ))}
      <TextArea
        label={t('priceWords')}
        hint={t('priceWordsHint')}
        rows={10}
        value={words}
        onValue={setWords}
        problem={form.problemOf('priceWords')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}

type OfferOf = ListSettings['offers'][ListName];

function Offer(props: { list: ListName; offer: OfferOf; problem: string; onOffer: (offer: OfferOf) => void }) {
  const { list, offer, problem, onOffer } = props;
  const typed = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const shown = (n: number) => (Number.isNaN(n) ? '' : String(n));
  return (
    <fieldset class="list-offer">
      <legend>{t('offers', { list: listText(list) })}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={offer !== null}
          onChange={event => onOffer(event.currentTarget.checked ? FIRST_OFFER : null)}
        />
        {t('hasOffer')}
      </label>
      {offer && (
        <div>
          <TextField
            label={t('percent')}
            type="number"
            dir="ltr"
            value={shown(offer.percent)}
            onValue={text => onOffer({ ...offer, percent: typed(text) })}
            problem={problem}
          />
          <TextField
            label={t('days')}
            type="number"
            dir="ltr"
            value={shown(offer.days)}
            onValue={text => onOffer({ ...offer, days: typed(text) })}
          />
        </div>
      )}
    </fieldset>
  );
}
