import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Field, TextField } from '../../../shell/fields.tsx';
import type { ShopParts } from '../calls.ts';
import type { Draft } from './typed.ts';
import { t } from './words/index.ts';

/** What most services need nothing of: buffers, who, where, and whether visitors see it. */
export function MoreFields(props: {
  draft: Draft;
  shop: ShopParts;
  isNew: boolean;
  set: (change: Partial<Draft>) => void;
  problemOf: (field: string, wanted?: string) => string;
  children: ComponentChildren;
}) {
  const { draft, shop, isNew, set, problemOf, children } = props;
  const { sites } = useInbox();
  const categories = [...new Set(shop.services.map(each => each.category))].filter(Boolean);
  const listId = useId();
  const employees = shop.employees.filter(each => each.isActive || draft.staffIds?.includes(each.id));
  const resources = shop.resources.filter(each => each.isActive || draft.resourceIds.includes(each.id));
  const all = sites.all.value;
  // A field with a mistake must be seen.
  const fields = ['bufferBeforeMinutes', 'bufferAfterMinutes', 'returnDays', 'siteIds', 'staffIds', 'resourceIds'];
  const hasProblem = fields.some(each => problemOf(each) !== '');
  const check = (name: 'isOnline' | 'isActive', label: string) => (
    <label class="check">
      <input type="checkbox" checked={draft[name]} onChange={event => set({ [name]: event.currentTarget.checked })} />
      {label}
    </label>
  );
  const buffer = (name: 'before' | 'after', label: string, field: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      maxLength={3}
      value={draft[name]}
      onValue={value => set({ [name]: value })}
      problem={problemOf(field, t('bufferWanted'))}
    />
  );
  return (
    <details class="folded" open={hasProblem || undefined}>
      <summary>{t('more')}</summary>
      <div class="form">
        {check('isOnline', t('isOnline'))}
        <Field label={t('category')} hint={t('categoryHint')}>
          {wiring => (
            <>
              <input
                {...wiring}
                dir={draft.category ? 'auto' : undefined}
                list={listId}
                maxLength={60}
                value={draft.category}
                onInput={event => set({ category: event.currentTarget.value })}
              />
              <datalist id={listId}>
                {categories.map(each => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <div class="pair">
          {buffer('before', t('before'), 'bufferBeforeMinutes')}
          {buffer('after', t('after'), 'bufferAfterMinutes')}
        </div>
        <TextField
          label={t('again')}
          hint={t('againHint')}
          inputMode="numeric"
          maxLength={3}
          value={draft.again}
          onValue={again => set({ again })}
          problem={problemOf('returnDays', t('againWanted'))}
        />
        <AllOrSome
          all={t('everybody')}
          legend={t('who')}
          chosen={draft.staffIds}
          options={employees.map(each => [each.id, each.name] as const)}
          onChosen={staffIds => set({ staffIds })}
          problem={problemOf('staffIds')}
        />
        {resources.length > 0 && (
          <Checks
            legend={t('needs')}
            chosen={draft.resourceIds}
            options={resources.map(each => [each.id, each.name] as const)}
            onChosen={resourceIds => set({ resourceIds })}
            problem={problemOf('resourceIds')}
          />
        )}
        {all.length > 1 && (
          <AllOrSome
            all={t('allSites')}
            legend={t('where')}
            chosen={draft.siteIds}
            options={all.map(each => [each.id, each.name] as const)}
            onChosen={siteIds => set({ siteIds })}
            problem={problemOf('siteIds', t('siteWanted'))}
          />
        )}
        {children}
        {!isNew && check('isActive', t('isActive'))}
      </div>
    </details>
  );
}

/** All of them, whoever comes later included, or some. */
function AllOrSome(props: {
  all: string;
  legend: string;
  /** Null: all. */
  chosen: string[] | null;
  options: readonly (readonly [id: string, name: string])[];
  onChosen: (chosen: string[] | null) => void;
  problem: string;
}) {
  const { all, legend, chosen, options, onChosen, problem } = props;
  return (
    <fieldset>
      <legend>{legend}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={event => onChosen(event.currentTarget.checked ? null : options.map(([id]) => id))}
        />
        {all}
      </label>
      {chosen && <Checks legend="" chosen={chosen} options={options} onChosen={onChosen} problem={problem} />}
    </fieldset>
  );
}
