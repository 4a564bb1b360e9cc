import { useState } from 'preact/hooks';
import type { Service } from '../../../../protocol/services.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { Problem, SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import type { ServiceCalls, ShopParts } from '../calls.ts';
import { MoreFields } from './MoreFields.tsx';
import { NameFields } from './NameFields.tsx';
import { PictureField } from './PictureField.tsx';
import { changesOf, draftOf, settingsOf } from './typed.ts';
import { t } from './words/index.ts';

/** Adds a service by its name, minutes and price, or changes one; the rest is folded away. */
export function ServiceForm(props: {
  calls: ServiceCalls;
  /** As it was when the form was opened; null: a new one. */
  service: Service | null;
  shop: ShopParts;
  locale: Locale;
  onSaved: (service: Service) => void;
  onDone: () => void;
}) {
  const { calls, service, shop, locale, onSaved, onDone } = props;
  const { currency } = shop;
  const [first] = useState(() => draftOf(service, locale, currency));
  const [draft, setDraft] = useState(first);
  const [version, setVersion] = useState(service?.version ?? 0);
  const [isStale, setStale] = useState(false);
  const set = (change: Partial<typeof draft>) => setDraft(now => ({ ...now, ...change }));

  const form = useSubmit(async () => {
    setStale(false);
    const { settings, mistakes } = settingsOf(draft, currency);
    const [code] = Object.values(mistakes);
    if (code) throw new ApiError(code, mistakes);
    if (!service) {
      onSaved(await calls.make(settings));
      return onDone();
    }
    const change = changesOf(settingsOf(first, currency).settings, settings);
    if (Object.keys(change).length > 0) {
      try {
        onSaved(await calls.change(service.id, version, change));
      } catch (error) {
        if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
        // What was typed stays; saved again, it goes over theirs, and what they changed besides is kept.
        const newest = (await calls.read()).services.find(each => each.id === service.id);
        if (!newest) throw new ApiError('NOT_FOUND');
        setVersion(newest.version);
        return setStale(true);
      }
    }
    onDone();
  });
  function keepPicture(next: Service) {
    setVersion(next.version);
    onSaved(next);
  }
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <NameFields
        names={draft.names}
        first={locale}
        onNames={names => set({ names })}
        problem={form.problemOf('names')}
      />
      <div class="pair">
        <TextField
          label={t('minutes')}
          inputMode="numeric"
          maxLength={4}
          value={draft.minutes}
          onValue={minutes => set({ minutes })}
          problem={form.problemOf('durationMinutes', t('minutesWanted'))}
        />
        <TextField
          label={t('price', { currency })}
          inputMode="decimal"
          maxLength={30}
          value={draft.price}
          onValue={price => set({ price })}
          problem={form.problemOf('price', t('priceWanted', { currency }))}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.isFrom}
          onChange={event => set({ isFrom: event.currentTarget.checked })}
        />
        {t('isFrom')}
      </label>
      <MoreFields draft={draft} shop={shop} isNew={!service} set={set} problemOf={form.problemOf}>
        {service && <PictureField calls={calls} service={service} onPicture={keepPicture} />}
      </MoreFields>
      {isStale && <Problem text={t('changedMeanwhile')} />}
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
