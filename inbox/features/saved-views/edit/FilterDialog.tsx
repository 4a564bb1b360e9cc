import { useState } from 'preact/hooks';
import type { ViewFilter } from '../../../../protocol/filters.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { languageName } from '../../../shell/languages.ts';
import type { ListName } from '../../../shell/routes.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { asTag } from '../../tags/match.ts';
import { textOfFilter } from '../filter-text.ts';
import { t as savedText } from '../words/index.ts';
import { dropView, keepView } from './keep.ts';
import { type Named, NamedFilter, useOwn } from './NamedFilter.tsx';
import { SAID } from './said.ts';
import { useTeams } from './use-teams.ts';
import { t } from './words/index.ts';

/** As the server takes it; see protocol/filters.ts. */
const MAX_MINUTES = 10_080;

/** A choice among the words of one field, with "any" before them. */
function options<T extends string>(said: Record<T, () => string>, any?: string): (readonly [T | '', string])[] {
  const all = (Object.entries(said) as [T, () => string][]).map(([value, words]) => [value, words()] as const);
  return any === undefined ? all : [['', any], ...all];
}

/** What a list is to show. With a name it stays among the saved views; without one it is shown and forgotten. */
export function FilterDialog({ view, onClose }: { view: ListName; onClose: () => void }) {
  const inbox = useInbox();
  const { savedViews, sites, toasts } = inbox;
  const { go } = useApp();
  const own = useOwn(savedViews.of(view));
  const [filter, setFilter] = useState<ViewFilter>(() => savedViews.filterOf(view) ?? { status: 'open' });
  const [tag, setTag] = useState(filter.tag ?? '');
  const [minutes, setMinutes] = useState(String(filter.waitingMinutes ?? ''));
  const set = (change: Partial<ViewFilter>) => setFilter(now => ({ ...now, ...change }));
  const teams = useTeams(inbox.http, true);
  // What the filter has stays in sight, though it may be gone.
  const teamNames = (teams ?? []).map(({ id, name }) => [id, name] as const);
  if (teams && filter.teamId !== undefined && !teams.some(({ id }) => id === filter.teamId)) {
    teamNames.push([filter.teamId, t('gone')]);
  }
  const siteNames = Object.fromEntries(sites.all.value.map(site => [site.id, () => site.name]));

  async function onSubmit({ name, isShared }: Named) {
    const wait = Math.round(Number(minutes));
    const waitingMinutes = wait > 0 ? Math.min(wait, MAX_MINUTES) : undefined;
    const asked = { ...filter, tag: asTag(tag) || undefined, waitingMinutes };
    if (name === '') return show(`filtered/${textOfFilter(asked)}`);
    const saved = await keepView(inbox, { ...(own && { id: own.id }), name, filter: asked, isShared });
    toasts.add(shellText('saved'));
    show(`saved/${saved.id}`);
  }

  function show(list: ListName) {
    onClose();
    go({ kind: 'view', view: list, conversationId: null });
  }

  async function remove() {
    const { id, ...words } = own!;
    await dropView(inbox, id);
    const undo = () => void keepView(inbox, words).catch(toasts.fail);
    toasts.add(t('didRemove', { name: words.name }), { undo });
    show('mine');
  }

  return (
    <NamedFilter title={savedText('filter')} nameHint={t('nameHint')} {...{ own, onClose, onSubmit }} onRemove={remove}>
      {form => (
        <>
          <Select
            label={t('status')}
            value={filter.status}
            onValue={status => set({ status: status || 'open' })}
            options={options(SAID.status)}
          />
          <Select
            label={t('assignee')}
            value={filter.assignee ?? ''}
            onValue={assignee => set({ assignee: assignee || undefined })}
            options={options(SAID.assignee, t('any'))}
          />
          {teamNames.length > 0 && (
            <Select
              label={t('team')}
              value={filter.teamId ?? ''}
              onValue={teamId => set({ teamId: teamId || undefined })}
              options={[['', t('any')], ...teamNames]}
            />
          )}
          {sites.all.value.length > 1 && (
            <Select
              label={t('site')}
              value={filter.siteId ?? ''}
              onValue={siteId => set({ siteId: siteId || undefined })}
              options={options(siteNames, t('any'))}
              problem={form.problemOf('filter.siteId')}
            />
          )}
          <Select
            label={t('language')}
            value={filter.locale ?? ''}
            onValue={locale => set({ locale: locale || undefined })}
            options={[['', t('any')], ...LOCALES.map(each => [each, languageName(each)] as const)]}
          />
          <TextField
            label={t('tag')}
            maxLength={40}
            value={tag}
            onValue={setTag}
            problem={form.problemOf('filter.tag')}
          />
          <Select
            label={t('cameBy')}
            value={filter.channel ?? ''}
            onValue={channel => set({ channel: channel || undefined })}
            options={options(SAID.channel, t('any'))}
          />
          <Select
            label={t('waitsFor')}
            value={filter.waitsFor ?? ''}
            onValue={waitsFor => set({ waitsFor: waitsFor || undefined })}
            options={options(SAID.waitsFor, t('any'))}
          />
          <TextField
            label={t('minutes')}
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_MINUTES}
            dir="ltr"
            value={minutes}
            onValue={setMinutes}
            problem={form.problemOf('filter.waitingMinutes')}
          />
        </>
      )}
    </NamedFilter>
  );
}
