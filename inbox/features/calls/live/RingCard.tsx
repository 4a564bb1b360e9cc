import { useState } from 'preact/hooks';
import type { CallerGlance, ShownCall } from '../../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Face } from '../../../shell/Face.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { t as complaintText } from '../../complaints/words/index.ts';
import { callCalls } from '../calls.ts';
import { NoteForm } from '../NoteForm.tsx';
import { numberText, whoText } from '../text.ts';
import { t } from '../words/index.ts';
import { useSeconds } from './use-seconds.ts';

const ComplaintDialog = lazy(async () => (await import('../../complaints/dialog/ComplaintDialog.tsx')).ComplaintDialog);

/** Who rings, what to say first, and what is known of them: one for each call, whatever telephones ring. */
export function RingCard(props: { shown: ShownCall; onChanged: (next: ShownCall) => void; onAside: () => void }) {
  const { shown, onChanged, onAside } = props;
  const { call, people } = shown;
  const { http, toasts, me } = useInbox();
  const { switches } = me.value;
  const calls = callCalls(http);
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  const [isNoting, setNoting] = useState(false);
  const [isComplaining, setComplaining] = useState(false);
  const about = useAnswer(() => calls.about(call.id), [call.id, people.length]);
  // By this machine's own clock, which may differ from the server's.
  const [since] = useState(Date.now);
  const seconds = Math.floor(useSeconds(since, null) / 1000);
  const name = whoText(shown);
  const glances = about.answer?.people ?? [];
  return (
    <section class="ring-card" aria-label={t('callsNow', { name })}>
      <header>
        <Face name={name} isLarge />
        <div class="ring-who">
          <h2 dir="auto">{t('callsNow', { name })}</h2>
          <p>
            <bdi dir="ltr">{numberText(call)}</bdi> · {t('ringingFor', { n: seconds })}
          </p>
        </div>
        <Pill tone="due">{t('onLine', { line: call.line })}</Pill>
        <button type="button" class="icon-btn" aria-label={t('putAside')} onClick={onAside}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {glances.length > 1 && <p class="hint">{t('isShared')}</p>}
      {glances.map(each => (
        <Known key={each.id} glance={each} isOne={glances.length === 1} />
      ))}
      {isNoting && <NoteForm shown={shown} onSaved={onChanged} onDone={() => setNoting(false)} />}
      {isComplaining && (
        <ComplaintDialog contactId={glances[0]!.id} source="call" onClose={() => setComplaining(false)} />
      )}
      <div class="acts">
        <OpenCard people={glances} />
        {mayAct && !isNoting && (
          <button type="button" class="btn" onClick={() => setNoting(true)}>
            {t('note')}
          </button>
        )}
        {mayAct && switches.customers && glances.length === 1 && (
          <button type="button" class="btn" onClick={() => setComplaining(true)}>
            {complaintText('openOne')}
          </button>
        )}
        {mayAct && (
          <button
            type="button"
            class="btn"
            aria-disabled={isBusy('mine')}
            onClick={() => void run('mine', async () => onChanged(await calls.change(call.id, { isMine: true })))}
          >
            {t('iHaveIt')}
          </button>
        )}
      </div>
    </section>
  );
}

const WAITS = { message: 'waitsMessage', form: 'waitsForm', callback: 'waitsCallback' } as const;

/** What to say first, and what was last. */
function Known({ glance, isOne }: { glance: CallerGlance; isOne: boolean }) {
  const now = useApp().clock.value;
  const { callMe, lastWords, waitsFor, calls, lastCallAt, lastPurchase, complaint } = glance;
  const name = shownName(callMe) || shownName(glance.name);
  const isNew = isOne && name === '' && !lastWords && calls === 0;
  return (
    <>
      {(name || waitsFor) && (
        <p class="ring-hint">
          {name && t('hello', { name })} {waitsFor && t(WAITS[waitsFor])}
        </p>
      )}
      {isNew && !waitsFor && <p class="ring-hint">{t('isNew')}</p>}
      <dl class="ring-facts">
        {lastWords && (
          <>
            <dt>{t('lastWords')}</dt>
            <dd>
              {moment(lastWords.at, now)}: <q dir="auto">{lastWords.text}</q>
            </dd>
          </>
        )}
        {lastPurchase && (
          <>
            <dt>{t('lastPurchase')}</dt>
            <dd>
              <bdi>{lastPurchase.lines[0]!.name}</bdi>, {moment(lastPurchase.at, now)},{' '}
              {moneyText(lastPurchase.total, lastPurchase.currency)}
            </dd>
          </>
        )}
        {complaint && (
          <>
            <dt>{t('openComplaint')}</dt>
            <dd class="is-late">
              {moment(complaint.createdAt, now)}: <q dir="auto">{complaint.asked || complaint.about.name}</q>
            </dd>
          </>
        )}
        {lastCallAt !== null && (
          <>
            <dt>{t('earlierCalls')}</dt>
            <dd>{t('lastCall', { n: calls, when: moment(lastCallAt, now) })}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** The way to the person: their card where the desk has cards, else what they said last. */
export function OpenCard({ people }: { people: readonly CallerGlance[] }) {
  const { switches } = useInbox().me.value;
  return (
    <>
      {people.map(({ id, name, lastWords }) => {
        const label = people.length > 1 ? `${t('openCard')}: ${shownName(name)}` : undefined;
        if (switches.customers) {
          return (
            <Link key={id} class="btn is-go" to={{ kind: 'room', room: 'people', id }} aria-label={label}>
              {people.length > 1 ? shownName(name) || t('openCard') : t('openCard')}
            </Link>
          );
        }
        return lastWords ? (
          <Link key={id} class="btn is-go" to={{ kind: 'view', view: 'all', conversationId: lastWords.conversationId }}>
            {t('openTalk')}
          </Link>
        ) : null;
      })}
    </>
  );
}
