import { useState } from 'preact/hooks';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Link } from '../../../shell/Link.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { callCalls } from '../calls.ts';
import { NoteForm } from '../NoteForm.tsx';
import { Recording } from '../Recording.tsx';
import { callText, numberText } from '../text.ts';
import { t } from '../words/index.ts';

/** One call of the log: who, when, how long, with whom, and what came of it. */
export function CallRow(props: { shown: ShownCall; canDial: boolean; onChanged: (next: ShownCall) => void }) {
  const { shown, canDial, onChanged } = props;
  const { call } = shown;
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const [isNoting, setNoting] = useState(false);
  const opener = useOpener(isNoting ? 'note' : null);
  const { isMissed, callbackId, outcome, note, agentName, line } = call;
  return (
    <li class="call-row">
      <div class="call-main">
        <p class="call-who">
          <Who shown={shown} onChanged={onChanged} />
          {isMissed && <Pill tone={callbackId ? 'due' : 'late'}>{t('missed')}</Pill>}
          {outcome && <Pill>{t(outcome)}</Pill>}
        </p>
        <p class="call-facts">
          {[moment(call.startedAt, now), isMissed ? '' : callText(call), agentName, line].filter(Boolean).join(' · ')}
        </p>
        {isMissed && callbackId && <p class="call-facts">{t('calledBack')}</p>}
        {note && !isNoting && (
          <p class="call-words" dir="auto">
            {note}
          </p>
        )}
        {isNoting && <NoteForm shown={shown} onSaved={onChanged} onDone={() => setNoting(false)} />}
      </div>
      <div class="call-acts">
        <Recording call={call} />
        {mayAct && !isNoting && (
          <button ref={opener('note')} type="button" class="btn is-quiet" onClick={() => setNoting(true)}>
            {t('note')}
          </button>
        )}
        {call.number && <Dial shown={shown} canDial={canDial && mayAct} />}
      </div>
    </li>
  );
}

/** The person, with the way to their card; those who share the number, to say which of them it was; or the number. */
function Who({ shown: { call, people }, onChanged }: { shown: ShownCall; onChanged: (next: ShownCall) => void }) {
  const { http, me, toasts } = useInbox();
  const mayAct = useMayAct();
  const { run } = useActs(toasts);
  const number = <bdi dir="ltr">{numberText(call)}</bdi>;
  if (people.length > 1 && mayAct) {
    return (
      <>
        {number}
        <span class="call-shared">
          {t('isShared')}
          {people.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              class="btn is-quiet"
              onClick={() =>
                void run(id, async () => onChanged(await callCalls(http).change(call.id, { contactId: id })))
              }
            >
              <bdi>{shownName(name) || number}</bdi>
            </button>
          ))}
        </span>
      </>
    );
  }
  const one = people[0];
  const name = one && shownName(one.name);
  const shownAs = name ? <bdi>{name}</bdi> : number;
  return (
    <>
      {one && me.value.switches.customers ? (
        <Link to={{ kind: 'room', room: 'people', id: one.id }}>
          <b>{shownAs}</b>
        </Link>
      ) : (
        <b>{shownAs}</b>
      )}
      {name && <span class="call-number">{number}</span>}
    </>
  );
}

/** Rings the number: by the telephone system where it can, else by whatever the computer has for it. */
function Dial({ shown: { call }, canDial }: { shown: ShownCall; canDial: boolean }) {
  const { http, toasts } = useInbox();
  const { isBusy, run } = useActs(toasts);
  if (!canDial) {
    return (
      <a class="btn" href={`tel:${call.number}`}>
        {t('dial')}
      </a>
    );
  }
  async function dial() {
    const { isDialled, problem } = await callCalls(http).dial(call.number, call.siteId);
    if (isDialled) toasts.add(t('didDial'));
    else toasts.add(t('dialFailed', { problem }), { tone: 'failed' });
  }
  return (
    <button type="button" class="btn" aria-disabled={isBusy('dial')} onClick={() => void run('dial', dial)}>
      {t('dial')}
    </button>
  );
}
