import { useEffect, useRef, useState } from 'preact/hooks';
import type { ListName, SaidOutcome } from '../../../../protocol/list-names.ts';
import type { ListEntry, ListPerson, ListTurn } from '../../../../protocol/lists.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Face } from '../../../shell/Face.tsx';
import { Failed } from '../../../shell/Failed.tsx';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { Link } from '../../../shell/Link.tsx';
import { languageName } from '../../../shell/languages.ts';
import { number } from '../../../shell/locale.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { phoneText } from '../../../shell/phones.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { clock } from '../../../shell/times.ts';
import { nameOf } from '../../contacts/names.ts';
import { t as listText } from '../words/index.ts';
import { Facts } from './Facts.tsx';
import { useTurn } from './use-turn.ts';
import { t } from './words/index.ts';

/** One list that is worked off: one person at a time. */
export function Work({ list, since }: { list: ListName; since: number }) {
  const { turn, failure, isTaken, isBusy, load, tell, skip } = useTurn(useInbox(), list, since);
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const entryId = turn?.entry?.id ?? null;
  const isFirst = useRef(true);
  useEffect(() => {
    // The next person: what had the focus was about the one before.
    if (entryId !== null && !isFirst.current) heading.current?.focus();
    if (turn) isFirst.current = false;
  }, [entryId, turn === null]);

  if (!turn) return failure ? <Failed text={errorText(failure)} onRetry={load} /> : <Skeleton lines={6} />;
  const { entry, person, count } = turn;
  const total = count.left + count.done;
  return (
    <div class="lists">
      <section class="list-work" aria-busy={isBusy}>
        <header>
          <h2>{listText(list)}</h2>
          <Pill>{t('progress', { done: number(count.done), total: number(total) })}</Pill>
          {entry && (
            <button type="button" class="btn is-quiet" aria-disabled={isBusy} onClick={() => void skip()}>
              {t('skip')}
            </button>
          )}
        </header>
        <progress max={Math.max(1, total)} value={count.done} aria-label={listText(list)} />
        <p class="sr-only" role="status">
          {said}
        </p>
        {failure && <Failed text={errorText(failure)} onRetry={load} />}
        {entry && person ? (
          <Person
            key={entry.id}
            {...{ entry, person, heading, isBusy, isTaken }}
            next={turn.next}
            onGoOn={load}
            onTell={async (outcome, note, nextAt) => {
              const name = nameOf(person.contact);
              if (await tell(outcome, note, nextAt)) setSaid(t('kept', { outcome: listText(outcome), name }));
            }}
          />
        ) : (
          <div class="list-done" role="status">
            <p>{t('done')}</p>
            <p class="hint">{t('doneLead')}</p>
            <Link class="btn" to={{ kind: 'room', room: 'lists', id: null }}>
              {t('backToLists')}
            </Link>
          </div>
        )}
      </section>
    </div>
  );
}

function Person(props: {
  entry: ListEntry;
  person: ListPerson;
  next: ListTurn['next'];
  heading: { current: HTMLHeadingElement | null };
  isBusy: boolean;
  isTaken: boolean;
  onTell: (outcome: SaidOutcome, note: string, nextAt: number | undefined) => Promise<void>;
  onGoOn: () => void;
}) {
  const { entry, person, next, heading, isBusy, isTaken, onTell, onGoOn } = props;
  const { toasts } = useInbox();
  const now = useApp().clock.value;
  const [note, setNote] = useState('');
  const [nextAt, setNextAt] = useState('');
  const { contact, conversationId } = person;
  const name = nameOf(contact);
  const say = (outcome: SaidOutcome) => onTell(outcome, note.trim(), nextAt ? new Date(nextAt).getTime() : undefined);
  const about = [
    t('theirTime', { time: clock(now, contact.timeZone) }),
    t('speaks', { language: languageName(contact.locale) }),
  ];
  return (
    <>
      <div class="list-person">
        <Face name={name} isLarge />
        <div>
          <h3 ref={heading} tabIndex={-1}>
            <Link to={{ kind: 'room', room: 'people', id: contact.id }}>
              <bdi>{name}</bdi>
            </Link>
          </h3>
          <p>
            {contact.phone && <bdi dir="ltr">{phoneText(contact.phone)}</bdi>}
            {contact.phone && ' · '}
            {about.join(' · ')}
          </p>
        </div>
      </div>
      <Facts entry={entry} person={person} />
      {isTaken ? (
        <div class="list-taken" role="alert">
          <p>{t('taken', { name })}</p>
          <button type="button" class="btn is-go" onClick={onGoOn}>
            {t('goOn')}
          </button>
        </div>
      ) : (
        <>
          <TextArea label={t('note')} rows={2} maxLength={4000} value={note} onValue={setNote} />
          <TextField
            label={t('nextAt')}
            hint={t('nextAtHint')}
            type="datetime-local"
            step={300}
            dir="ltr"
            value={nextAt}
            onValue={setNextAt}
          />
          <div class="acts">
            {contact.phone ? (
              <a class="btn is-go" href={`tel:${contact.phone}`}>
                {t('call')}
              </a>
            ) : null}
            {conversationId && (
              <Link class="btn" to={{ kind: 'view', view: 'all', conversationId }}>
                {t('writeTo')}
              </Link>
            )}
            {(['comes_back', 'thinks', 'no_answer'] as const).map(outcome => (
              <button key={outcome} type="button" class="btn" aria-disabled={isBusy} onClick={() => void say(outcome)}>
                {listText(outcome)}
              </button>
            ))}
            <SureButton label={listText('never')} warning={t('neverSure')} work={() => say('never')} toasts={toasts} />
          </div>
          <p class="hint">
            {t('onlyYours')} {next ? t('next', { name: nameOf(next) }) : t('wasLast')}
          </p>
        </>
      )}
    </>
  );
}
