import { useState } from 'preact/hooks';
import type { Channel } from '../../../protocol/channels.ts';
import type { Site, SiteSettings } from '../../../protocol/sites.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LOCALES } from '../../../protocol/wire/limits.ts';
import { isColour } from '../../accent.ts';
import { useInbox } from '../../app.ts';
import { USUAL_WEEK, wrongDays } from '../../hours.ts';
import { LANGUAGES, type TextKey, t } from '../../i18n/index.ts';
import { Problem, Select, Submit, TextArea, TextField, useSubmit } from '../form.tsx';
import { HoursEditor } from './HoursEditor.tsx';
import { NewSite } from './NewSite.tsx';
import { Preview } from './Preview.tsx';

const CHANNELS: readonly (readonly [Channel, TextKey])[] = [
  ['chat', 'channelChat'],
  ['callback', 'channelCallback'],
  ['form', 'channelContact'],
];
const zones = Intl.supportedValuesOf('timeZone');

/** What visitors meet, with a picture of it that follows each change. */
export function SitePage({ site, onSite }: { site: Site; onSite: (key: string) => void }) {
  const inbox = useInbox();
  const [draft, setDraft] = useState<SiteSettings>(() => settingsOf(site));
  const [origins, setOrigins] = useState(() => site.origins.join('\n'));
  const [textsLocale, setTextsLocale] = useState<Locale>(site.locale);
  const set = (change: Partial<SiteSettings>) => setDraft(before => ({ ...before, ...change }));
  const wanted: SiteSettings = { ...draft, origins: origins.split(/[\s,]+/).filter(Boolean) };
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(settingsOf(site));
  const wrong = draft.hours ? wrongDays(draft.hours) : [];
  const texts = draft.texts[textsLocale] ?? { greeting: '', consent: '' };
  const setText = (change: Partial<typeof texts>) =>
    set({ texts: { ...draft.texts, [textsLocale]: { ...texts, ...change } } });

  const form = useSubmit(async () => {
    if (wrong.length > 0) return;
    const saved = await inbox.api.updateSite(site.key, wanted);
    inbox.sites.update(all => all.map(each => (each.id === saved.id ? saved : each)));
    setDraft(settingsOf(saved));
    setOrigins(saved.origins.join('\n'));
    inbox.toasts.add(t('saved'));
  });
  const problemOf = (field: string) => form.problemOf(field) || form.problemOf(`${field}.0`);

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
            problem={problemOf('origins')}
          />
          <fieldset>
            <legend>{t('channels')}</legend>
            {CHANNELS.map(([channel, name]) => (
              <label key={channel} class="check">
                <input
                  type="checkbox"
                  checked={draft.channels.includes(channel)}
                  onChange={event => {
                    const isOn = event.currentTarget.checked;
                    const isWanted = (each: Channel) => (each === channel ? isOn : draft.channels.includes(each));
                    set({ channels: CHANNELS.map(each => each[0]).filter(isWanted) });
                  }}
                />
                {t(name)}
              </label>
            ))}
            {draft.channels.length === 0 && <Problem text={t('channelsNone')} />}
          </fieldset>
          <div class="field">
            <label for="accent">{t('accent')}</label>
            <span class="colour">
              <input
                type="color"
                aria-label={t('accent')}
                value={isColour(draft.accent) ? draft.accent : '#000000'}
                onInput={event => set({ accent: event.currentTarget.value })}
              />
              <input
                id="accent"
                dir="ltr"
                maxLength={7}
                value={draft.accent}
                aria-invalid={isColour(draft.accent) ? undefined : true}
                onInput={event => set({ accent: event.currentTarget.value.trim() })}
              />
            </span>
            <p class="hint">{t('accentHint')}</p>
          </div>
          <Select
            label={t('siteLocale')}
            hint={t('siteLocaleHint')}
            value={draft.locale}
            onValue={locale => set({ locale })}
            options={LOCALES.map(each => [each, LANGUAGES[each]])}
          />
          <Select
            label={t('timeZone')}
            value={draft.timeZone}
            onValue={timeZone => set({ timeZone })}
            options={[...new Set([draft.timeZone, 'UTC', ...zones])]
              .sort()
              .map(zone => [zone, zone.replace(/_/g, ' ')])}
          />
          <fieldset>
            <legend>{t('openingHours')}</legend>
            <label class="check">
              <input
                type="checkbox"
                checked={draft.hours === null}
                onChange={event => set({ hours: event.currentTarget.checked ? null : (site.hours ?? USUAL_WEEK) })}
              />
              {t('hoursAlways')}
            </label>
            {draft.hours && <HoursEditor week={draft.hours} wrong={wrong} onWeek={hours => set({ hours })} />}
          </fieldset>
          <fieldset>
            <legend>{t('texts')}</legend>
            <Select
              label={t('textsLocale')}
              value={textsLocale}
              onValue={setTextsLocale}
              options={LOCALES.map(each => [each, LANGUAGES[each]])}
            />
            <TextArea
              label={t('greeting')}
              hint={t('greetingHint')}
              rows={2}
              maxLength={4000}
              lang={textsLocale}
              value={texts.greeting}
              onValue={greeting => setText({ greeting })}
            />
            <TextArea
              label={t('consent')}
              hint={t('consentHint')}
              rows={2}
              maxLength={4000}
              lang={textsLocale}
              value={texts.consent}
              onValue={consent => setText({ consent })}
            />
          </fieldset>
          <div class="pair">
            <NumberField
              label={t('callbacksPerSlot')}
              max={100}
              value={draft.callbacksPerSlot}
              onValue={callbacksPerSlot => set({ callbacksPerSlot })}
              problem={problemOf('callbacksPerSlot')}
            />
            <NumberField
              label={t('asapMinutes')}
              max={240}
              value={draft.asapMinutes}
              onValue={asapMinutes => set({ asapMinutes })}
              problem={problemOf('asapMinutes')}
            />
          </div>
          <div class="save-bar" data-changed={isChanged}>
            <Problem text={form.problem} />
            {isChanged && !form.problem && <span>{t('unsaved')}</span>}
            <Submit isBusy={form.isBusy || !isChanged}>{t('saveChanges')}</Submit>
          </div>
        </form>
        <NewSite onSite={onSite} />
      </div>
      <Preview site={draft} texts={texts} locale={textsLocale} />
    </div>
  );
}

function NumberField(props: {
  label: string;
  max: number;
  value: number;
  onValue: (value: number) => void;
  problem: string;
}) {
  const { value, onValue, max, ...rest } = props;
  return (
    <TextField
      {...rest}
      type="number"
      min={1}
      max={max}
      dir="ltr"
      value={String(value)}
      onValue={text => onValue(Math.round(Number(text)))}
    />
  );
}

function settingsOf(site: Site): SiteSettings {
  const { id: _, key: __, createdAt: ___, ...settings } = site;
  return settings;
}
