import './style.css';
import { useState } from 'preact/hooks';
import type { ShownBooking } from '../../../../protocol/bookings.ts';
import { nameOf } from '../../../../protocol/service-names.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { Select, TextArea } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { MINUTE_MS } from '../../../shell/times.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { bookingCalls } from '../calls.ts';
import { conflictsIn } from '../page/columns.ts';
import type { Shop } from '../shop.ts';
import { conflictText } from '../text.ts';
import { t } from '../words/index.ts';
import { PersonField } from './PersonField.tsx';
import { TimeField } from './TimeField.tsx';
import { bookingOf, missingIn, startOf, type Typed } from './typed.ts';

const MAX_SERVICES = 10;

/** Writes a booking down: whose number, what, when. */
export function NewBooking(props: {
  shop: Shop;
  timeZone: string;
  typed: Typed;
  onTyped: (how: (before: Typed | null) => Typed | null) => void;
  onClose: () => void;
  onSaved: (shown: ShownBooking) => void;
}) {
  const { shop, timeZone, typed, onTyped, onClose, onSaved } = props;
  const { http, sites, toasts } = useInbox();
  const { prefs } = useApp();
  const calls = bookingCalls(http);
  const [conflict, setConflict] = useState('');
  const all = sites.all.value;
  const siteId = typed.siteId ?? prefs.value.siteId ?? all[0]?.id;
  const site = all.find(each => each.id === siteId) ?? all[0];
  const set = (change: Partial<Typed>) => {
    setConflict('');
    onTyped(before => before && { ...before, ...change });
  };
  const chosen = typed.services.filter(Boolean).flatMap(id => shop.services.find(each => each.id === id) ?? []);
  const able = shop.employees.filter(
    ({ id, isActive }) => isActive && chosen.every(({ staffIds }) => staffIds === null || staffIds.includes(id)),
  );
  const offered = shop.services.filter(
    ({ isActive, siteIds }) => isActive && (siteIds === null || siteIds.includes(site?.id ?? '')),
  );
  const options = offered.map(each => [each.id, nameOf(each, currentLocale(), site?.locale ?? '')] as const);

  const form = useSubmit(async () => {
    setConflict('');
    const missing = missingIn(typed, timeZone);
    if (missing) throw new ApiError('FIELD_INVALID', missing);
    try {
      const saved = await calls.add(bookingOf(typed, site?.id ?? '', timeZone));
      toasts.add(t('didBook'));
      onSaved(saved);
    } catch (error) {
      if (codeOf(error) === 'SLOT_TAKEN') await sayConflict();
      throw error;
    }
  });
  async function sayConflict() {
    const from = startOf(typed, timeZone) ?? 0;
    const minutes = chosen.reduce((sum, each) => sum + each.durationMinutes, 0);
    const to = from + minutes * MINUTE_MS;
    const staffIds = typed.staffId === 'anybody' ? null : [typed.staffId];
    const { bookings } = await calls.between(from, to).catch(() => ({ bookings: [] }));
    const found = conflictsIn(bookings, { from, to, staffIds }, null).map(each => conflictText(each, timeZone));
    setConflict(found.length > 0 ? found.map(what => t('takenBy', { what })).join(' ') : t('takenAround'));
  }
  return (
    <Dialog class="book-dialog" title={t('newTitle')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <PersonField
          typed={typed}
          set={set}
          problem={form.problemOf('person') || form.problemOf('phone', t('numberWanted'))}
        />
        {all.length > 1 && site && (
          <Select
            label={t('site')}
            value={site.id}
            onValue={next => set({ siteId: next })}
            options={all.map(each => [each.id, each.name] as const)}
          />
        )}
        {typed.services.map((id, at) => (
          <Select
            key={at}
            label={t('service')}
            value={id}
            onValue={next => set({ services: typed.services.with(at, next), staffId: typed.staffId })}
            options={[['', at === 0 ? t('choose') : t('noMore')], ...options]}
            problem={at === 0 ? form.problemOf('items') : ''}
          />
        ))}
        {chosen.length === typed.services.length && chosen.length < MAX_SERVICES && (
          <button
            type="button"
            class="btn is-quiet is-start"
            onClick={() => set({ services: [...typed.services, ''] })}
          >
            {t('oneMore')}
          </button>
        )}
        <Select
          label={t('employee')}
          value={typed.staffId}
          onValue={staffId => set({ staffId })}
          options={[['anybody', t('anybody')], ...able.map(each => [each.id, each.name] as const)]}
          problem={form.problemOf('staff')}
        />
        {site && (
          <TimeField
            typed={typed}
            site={site}
            timeZone={timeZone}
            set={set}
            problem={conflict || form.problemOf('startAt')}
          />
        )}
        <TextArea label={t('note')} rows={2} maxLength={2000} value={typed.note} onValue={note => set({ note })} />
        <SaveOrCancel form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
