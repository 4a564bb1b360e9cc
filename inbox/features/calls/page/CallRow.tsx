import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, ShownCall } from '../../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Link } from '../../../shell/Link.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { ComplaintButton } from '../ComplaintButton.tsx';
import { keepNote, NoteForm, useNoteDrafts } from '../NoteForm.tsx';
import { Recording } from '../Recording.tsx';
import { callText, numberText } from '../text.ts';
import { WhoWasIt } from '../WhoWasIt.tsx';
import { t } from '../words/index.ts';

/** One call of the log: who, when, how long, with whom, and what came of it. */
export function CallRow({ shown, onChanged }: { shown: ShownCall; onChanged: (next: ShownCall) => void }) {
  const { call } = shown;
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const [isNoting, setNoting] = useState(false);
  const opener = useOpener(isNoting ? 'note' : null);
  useKeptNote(call, isNoting);
  const { isMissed, callbackId, outcome, note, agentName, line } = call;
  return (
    <li class="call-row">
      <div class="call-main">
        <div class="call-who">
          <Who shown={shown} onChanged={onChanged} />
          {isMissed && <Pill tone={callbackId ? 'due' : 'late'}>{t('missed')}</Pill>}
          {outcome && <Pill>{t(outcome)}</Pill>}
        </div>
        <p class="call-facts">
          {[moment(call.startedAt, now), isMissed ? '' : callText(call), agentName, line].filter(Boolean).join(' · ')}
        </p>
        {isMissed && callbackId && <p class="call-facts">{t('calledBack')}</p>}
        {note && !isNoting && (
          <p class="call-words" dir="auto">
            {note}
          </p>
        )}
        {isNoting && <NoteForm shown={shown} isFocused onSaved={onChanged} onDone={() => setNoting(false)} />}
      </div>
      <div class="call-acts">
        <Recording call={call} />
        {mayAct && !isNoting && (
          <button ref={opener('note')} type="button" class="btn is-quiet" onClick={() => setNoting(true)}>
            {t('note')}
          </button>
        )}
        <ComplaintButton shown={shown} isQuiet />
        {call.number && call.state === 'ended' && (
          <a class="btn" href={`tel:${call.number}`}>
            {t('dial')}
          </a>
        )}
      </div>
    </li>
  );
}

/** Whoever turns to another page in the middle of a note has it kept. */
function useKeptNote(call: Call, isNoting: boolean): void {
  const { http } = useInbox();
  const drafts = useNoteDrafts();
  const last = useRef({ call, isNoting });
  last.current = { call, isNoting };
  useEffect(
    () => () => {
      const { call: now, isNoting: wasNoting } = last.current;
      if (!wasNoting) return;
      keepNote(http, drafts, now).then(
        () => drafts.forget(now.id),
        // It is there still, in this browser: the next look at the note has it.
        () => undefined,
      );
    },
    [http, drafts],
  );
}

/** The person, with the way to their card; those who share the number, to say which of them it was; or the number. */
function Who({ shown, onChanged }: { shown: ShownCall; onChanged: (next: ShownCall) => void }) {
  const { call, people } = shown;
  const { me } = useInbox();
  const mayAct = useMayAct();
  const number = <bdi dir="ltr">{numberText(call)}</bdi>;
  if (people.length > 1 && mayAct) {
    return (
      <>
        {number}
        <WhoWasIt shown={shown} onChanged={onChanged} />
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
