import { useEffect, useState } from 'preact/hooks';
import { plainDigits } from '../../../../protocol/money.ts';
import type { Person } from '../../../../protocol/people.ts';
import type { TimelineItem } from '../../../../protocol/timeline.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { shownName } from '../../../shell/bidi.ts';
import { TextField } from '../../../shell/fields.tsx';
import { phoneText } from '../../../shell/phones.ts';
import { date } from '../../../shell/times.ts';
import { bookingCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import type { Typed } from './typed.ts';

/** Nobody is looked for by fewer digits. */
const LEAST_DIGITS = 4;
/** A number of so many digits that one person alone has is theirs. */
const SURE_DIGITS = 7;
const PAUSE_MS = 200;

const digitsIn = (text: string) => plainDigits(text).replace(/\D/g, '');

/** The number, and whose it is. */
export function PersonField(props: { typed: Typed; set: (change: Partial<Typed>) => void; problem: string }) {
  const { typed, set, problem } = props;
  const { http } = useInbox();
  const { phone, contactId } = typed;
  const [found, setFound] = useState<readonly Person[] | null>(null);
  const digits = digitsIn(phone);

  useEffect(() => {
    if (digits.length < LEAST_DIGITS) return setFound(null);
    let isOld = false;
    const timer = setTimeout(async () => {
      // Where nobody can be looked for, the number is enough.
      const { people } = await bookingCalls(http)
        .people(digits)
        .catch(() => ({ people: [] as Person[] }));
      if (isOld) return;
      setFound(people);
      const [one] = people;
      const isSure = people.length === 1 && digits.length >= SURE_DIGITS && digitsIn(one?.phone ?? '').endsWith(digits);
      if (one && isSure) set({ contactId: one.id });
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [digits]);

  const chosen = found?.find(each => each.id === contactId);
  return (
    <>
      <TextField
        label={t('number')}
        type="tel"
        dir="ltr"
        autoComplete="off"
        maxLength={40}
        data-first
        value={phone}
        onValue={next => set({ phone: next, contactId: null })}
        problem={problem}
      />
      <div class="book-people" aria-live="polite">
        {found?.map(each => (
          <button
            key={each.id}
            type="button"
            class="btn"
            aria-pressed={each.id === contactId}
            onClick={() => set({ contactId: each.id === contactId ? null : each.id })}
          >
            <bdi>{shownName(each.name) || phoneText(each.phone) || t('somebody')}</bdi>
          </button>
        ))}
        {chosen && <Last key={chosen.id} person={chosen} />}
        {found?.length === 0 && !contactId && <p class="hint">{t('isNew')}</p>}
        {contactId && !chosen && typed.name && (
          <p class="hint">
            <bdi>{shownName(typed.name)}</bdi>
          </p>
        )}
      </div>
      {!contactId && (
        <TextField
          label={t('name')}
          autoComplete="off"
          maxLength={200}
          value={typed.name}
          onValue={name => set({ name })}
        />
      )}
    </>
  );
}

type Past = TimelineItem & { items?: { name: string; staffName: string }[]; state?: string };

/** When they were here last, and for what; and what is booked already. */
function Last({ person }: { person: Person }) {
  const { http } = useInbox();
  const now = useApp().clock.value;
  const [items, setItems] = useState<readonly Past[] | null>(null);
  useEffect(() => {
    let isGone = false;
    bookingCalls(http)
      .last(person.id)
      .then(
        answer => {
          if (!isGone) setItems((answer.items as Past[]).filter(each => each.state !== 'cancelled'));
        },
        () => undefined,
      );
    return () => {
      isGone = true;
    };
  }, []);
  if (!items) return null;
  // The newest first.
  const next = items.findLast(each => each.at >= now);
  const last = items.find(each => each.at < now);
  const said = ({ at, items: [item] = [] }: Past) => ({
    ...{ when: date(at, now), what: item?.name ?? '', staff: item?.staffName ?? '' },
  });
  return (
    <>
      {last ? (
        <p class="hint">{t('lastTime', said(last))}</p>
      ) : (
        items.length === 0 && <p class="hint">{t('firstTime')}</p>
      )}
      {next && <p class="hint">{t('nextTime', said(next))}</p>}
    </>
  );
}
