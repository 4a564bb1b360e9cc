import '../../saved-views/edit/style.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PersonCondition, PersonFilter } from '../../../../protocol/people-filters.ts';
import type { SavedPeople } from '../../../../protocol/saved-views.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { Names } from '../page/said.ts';
import { NO_FILTER, peopleOf } from '../page/state.ts';
import { t as pageText } from '../page/words/index.ts';
import { type Slot, slotsOf } from './slots.ts';
import { t } from './words/index.ts';

/** Whom the list is to show. With a name it stays among the saved filters; without one it is shown and forgotten. */
export function PeopleFilter({ names, onClose }: { names: Names; onClose: () => void }) {
  const inbox = useInbox();
  const { http, me, toasts } = inbox;
  const people = peopleOf(inbox);
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  const known = people.saved.value.find(each => each.id === people.savedId.value);
  const own = known && (!known.isShared || isOwner) ? known : undefined;
  const slots = slotsOf(names);
  const [{ values, others }, setAsked] = useState(() => parted(people.view.peek().filter, slots));
  const [name, setName] = useState(own?.name ?? '');
  const [isShared, setShared] = useState(own?.isShared ?? false);
  const fields = useRef<HTMLDivElement>(null);
  // After the dialog, which gives the focus to its first button.
  useLayoutEffect(() => fields.current?.querySelector('select')?.focus(), []);
  const set = (key: string, value: string) => setAsked(now => ({ ...now, values: { ...now.values, [key]: value } }));

  const form = useSubmit(async () => {
    const asked = slots.flatMap(each => (values[each.key] ? (each.ask(values[each.key]!) ?? []) : []));
    const view = { filter: { all: [...others, ...asked] }, sort: people.view.peek().sort };
    if (name.trim() === '') people.show(view, null);
    else {
      const body = { name, filter: view, isShared };
      const saved = await (own
        ? http.put<SavedPeople>(`people/views/${own.id}`, body)
        : http.post<SavedPeople>('people/views', body));
      take(saved.id, saved);
      people.show(saved.filter, saved.id);
      toasts.add(shellText('saved'));
    }
    onClose();
  });

  function take(id: string, view: SavedPeople | null) {
    const rest = people.saved.peek().filter(each => each.id !== id);
    people.saved.value = view ? [...rest, view] : rest;
  }

  async function remove() {
    const { id, ...words } = own!;
    try {
      await http.delete(`people/views/${id}`);
      take(id, null);
      const again = async () => {
        const saved = await http.post<SavedPeople>('people/views', words);
        take(saved.id, saved);
      };
      toasts.add(t('didRemove', { name: words.name }), { undo: () => void again().catch(toasts.fail) });
      people.show(NO_FILTER, null);
      onClose();
    } catch (error) {
      toasts.fail(error);
    }
  }

  return (
    <Dialog class="filter" title={pageText('filter')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <div class="filter-fields" ref={fields}>
          {slots.map(slot => (
            <SlotField
              key={slot.key}
              slot={slot}
              value={values[slot.key] ?? ''}
              onValue={value => set(slot.key, value)}
            />
          ))}
        </div>
        <TextField
          label={t('viewName')}
          hint={t('viewNameHint')}
          maxLength={60}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        {isOwner && name.trim() !== '' && (
          <label class="check">
            <input type="checkbox" checked={isShared} onChange={event => setShared(event.currentTarget.checked)} />
            {t('isShared')}
          </label>
        )}
        <Problem text={form.problem} />
        <div class="acts">
          <Submit isBusy={form.isBusy}>{name.trim() === '' ? t('show') : shellText('save')}</Submit>
          {own && (
            <button type="button" class="btn is-quiet" onClick={() => void remove()}>
              {shellText('remove')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function SlotField({ slot, value, onValue }: { slot: Slot; value: string; onValue: (value: string) => void }) {
  const { label, options, type = 'text' } = slot;
  if (options) {
    const condition = value ? slot.ask(value) : null;
    // A number of days that is none of ours stays in sight all the same.
    const isNone = condition !== null && !options.some(([each]) => each === value);
    const all = [['', t('any')] as const, ...options, ...(isNone ? [[value, value] as const] : [])];
    return <Select label={label} value={value} onValue={onValue} options={all} />;
  }
  return (
    <TextField
      label={label}
      type={type}
      {...(type !== 'text' && { dir: 'ltr', inputMode: type === 'number' ? 'decimal' : undefined })}
      maxLength={200}
      value={value}
      onValue={onValue}
    />
  );
}

/** What the fields show of a filter, and what none of them can, which stays as it is. */
function parted({ all }: PersonFilter, slots: readonly Slot[]) {
  const values: Record<string, string> = {};
  const others: PersonFilter['all'] = [];
  for (const each of all) {
    const slot =
      'any' in each ? undefined : slots.find(one => !values[one.key] && one.read(each as PersonCondition) !== null);
    if (slot) values[slot.key] = slot.read(each as PersonCondition)!;
    else others.push(each);
  }
  return { values, others };
}
