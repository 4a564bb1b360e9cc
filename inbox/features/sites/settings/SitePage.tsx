import { useState } from 'preact/hooks';
import type { CallHours } from '../../../../protocol/hours.ts';
import type { Site, SiteSettings } from '../../../../protocol/sites.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { LANGUAGE_OPTIONS } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { type Submitting, useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { AccentField } from './AccentField.tsx';
import { CallsField } from './CallsField.tsx';
import { ChannelsField } from './ChannelsField.tsx';
import { DaysField } from './DaysField.tsx';
import { hasWrongHours, inOrder } from './days.ts';
import { FilesField } from './FilesField.tsx';
import { HolidaysForm } from './HolidaysForm.tsx';
import { CallHoursField, HoursField } from './HoursField.tsx';
import { NewSite } from './NewSite.tsx';
import { Preview } from './Preview.tsx';
import { TextsField } from './TextsField.tsx';
import { wrongDays } from './week.ts';
import { t } from './words/index.ts';

const zones = Intl.supportedValuesOf('timeZone');

/** What visitors meet, with a picture of it that follows each change. */
export function SitePage({ site, onSite }: { site: Site; onSite: (key: string) => void }) {
  const { sites, toasts } = useInbox();
  const [draft, setDraft] = useState<Draft>(() => draftOf(site));
  const [origins, setOrigins] = useState(() => site.origins.join('\n'));
  const [textsLocale, setTextsLocale] = useState<Locale>(site.locale);
  const set = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }));
  const wanted: Draft = { ...draft, origins: origins.split(/[\s,]+/).filter(Boolean) };
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(draftOf(site));
  const wrongOf = (hours: CallHours) => (hours && hours !== 'chat' ? wrongDays(hours) : []);
  const texts = draft.texts[textsLocale] ?? { greeting: '', consent: '' };

  const form = useSubmit(async () => {
    if (hasWrongHours(draft)) throw new ApiError('FIELD_INVALID', { hours: 'FIELD_INVALID' });
    const saved = await sites.update(site.key, { ...wanted, days: inOrder(draft.days) });
    setDraft(draftOf(saved));
    setOrigins(saved.origins.join('\n'));
    toasts.add(shellText('saved'));
  });
  const { problemOf } = form;

  return (
    <div class="with-preview">
      <div>
        <form class="form" noValidate onSubmit={form.onSubmit}>
          <TextField
            label={t('siteName')}
            hint={t('siteNameHint')}
            value={draft.name}
            maxLength={200}
            onValue={name => set({ name })}
            problem={problemOf('name')}
          />
          <TextArea
            label={t('origins')}
            hint={t('originsHint')}
            dir="ltr"
            rows={2}
            value={origins}
            onValue={setOrigins}
            problem={problemOf('origins', t('originsWanted'))}
          />
          <ChannelsField channels={draft.channels} onChannels={channels => set({ channels })} />
          <AccentField
            accent={draft.accent}
            onAccent={accent => set({ accent })}
            problem={problemOf('accent', t('accentWanted'))}
          />
          <Select
            label={t('siteLocale')}
            hint={t('siteLocaleHint')}
            value={draft.locale}
            onValue={locale => set({ locale })}
            options={LANGUAGE_OPTIONS}
          />
          <Select
            label={t('timeZone')}
            value={draft.timeZone}
            onValue={timeZone => set({ timeZone })}
            options={[...new Set([draft.timeZone, 'UTC', ...zones])]
              .sort()
              .map(zone => [zone, zone.replace(/_/g, ' ')])}
          />
          <HoursField
            hours={draft.hours}
            usual={site.hours}
            wrong={wrongOf(draft.hours)}
            onHours={hours => set({ hours })}
          />
          <CallHoursField
            hours={draft.callHours}
            chatHours={draft.hours}
            wrong={wrongOf(draft.callHours)}
            onHours={callHours => set({ callHours })}
          />
          <DaysField days={draft.days} onDays={days => set({ days })} />
          <TextsField
            locale={textsLocale}
            texts={texts}
            onLocale={setTextsLocale}
            onTexts={next => set({ texts: { ...draft.texts, [textsLocale]: next } })}
          />
          <CallsField calls={draft} onCalls={set} problemOf={problemOf} />
          <FilesField files={draft.files} usual={site.files} onFiles={files => set({ files })} problemOf={problemOf} />
          <SaveBar form={form} isChanged={isChanged} />
        </form>
        <HolidaysForm site={site} />
        <NewSite onSite={onSite} />
      </div>
      <Preview site={draft} texts={texts} locale={textsLocale} />
    </div>
  );
}

function SaveBar({ form, isChanged }: { form: Submitting; isChanged: boolean }) {
  return (
    <div class="save-bar" data-changed={isChanged}>
      <Problem text={form.problem} />
      {isChanged && !form.problem && <span>{t('unsaved')}</span>}
      <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
    </div>
  );
}

/** What is set here. Spam, waiting, routing and privacy have pages of their own, and what they say is not said again from here. */
type Draft = Omit<SiteSettings, 'spam' | 'ladder' | 'routing' | 'retention' | 'keepsQueries'>;

function draftOf(site: Site): Draft {
  const {
    id: _,
    key: __,
    createdAt: ___,
    spam: ____,
    ladder: _____,
    routing: ______,
    retention: _______,
    keepsQueries: ________,
    ...draft
  } = site;
  return draft;
}
