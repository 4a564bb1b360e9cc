import { useState } from 'preact/hooks';
import type { PersonCondition, PersonFilter } from '../../../../protocol/people-filters.ts';
import type { SavedPeople } from '../../../../protocol/saved-views.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { t as shellText } from '../../../shell/words/index.ts';
import { type Named, NamedFilter, useOwn } from '../../saved-views/edit/NamedFilter.tsx';
import type { Names } from '../page/said.ts';
import { NO_FILTER, peopleOf } from '../page/state.ts';
import { t as pageText } from '../page/words/index.ts';
import { type Slot, slotsOf } from './slots.ts';
import { t } from './words/index.ts';

/** Whom the list is to show. With a name it stays among the saved filters; without one it is shown and forgotten. */
export function PeopleFilter({ names, onClose }: { names: Names; onClose: () => void }) {
  const inbox = useInbox();
  const { http, toasts } = inbox;
  const people = peopleOf(inbox);
  const own = useOwn(people.saved.value.find(each => each.id === people.savedId.value));
  const slots = slotsOf(names);
  const [{ values, others }, setAsked] = useState(() => parted(people.view.peek().filter, slots));
  const set = (key: string, value: string) => setAsked(now => ({ ...now, values: { ...now.values, [key]: value } }));

  async function onSubmit({ name, isShared }: Named) {
    const asked = slots.flatMap(each => (values[each.key] ? (each.ask(values[each.key]!) ?? []) : []));
    const view = { filter: { all: [...others, ...asked] }, sort: people.view.peek().sort };
    if (name === '') people.show(view, null);
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
  }

  function take(id: string, view: SavedPeople | null) {
    const rest = people.saved.peek().filter(each => each.id !== id);
    people.saved.value = view ? [...rest, view] : rest;
  }

  async function remove() {
    const { id, ...words } = own!;
    await http.delete(`people/views/${id}`);
    take(id, null);
    const again = async () => {
      const saved = await http.post<SavedPeople>('people/views', words);
      take(saved.id, saved);
    };
    toasts.add(t('didRemove', { name: words.name }), { undo: () => void again().catch(toasts.fail) });
    people.show(NO_FILTER, null);
    onClose();
  }

  return (
    <NamedFilter
      title={pageText('filter')}
      nameHint={t('viewNameHint')}
      {...{ own, onClose, onSubmit }}
      onRemove={remove}
    >
      {() =>
        slots.map(slot => (
          <SlotField
            key={slot.key}
            slot={slot}
            value={values[slot.key] ?? ''}
            onValue={value => set(slot.key, value)}
          />
        ))
      }
    </NamedFilter>
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
