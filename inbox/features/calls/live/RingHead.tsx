import { useState } from 'preact/hooks';
import type { CallerGlance, ShownCall } from '../../../../protocol/calls.ts';
import { useApp } from '../../../shell/app.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Face } from '../../../shell/Face.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { numberText, whoText } from '../text.ts';
import { t } from '../words/index.ts';
import { useSeconds } from './use-seconds.ts';

/** Who rings, what to say first, and what is known of them. */
export function RingHead(props: { shown: ShownCall; glances: readonly CallerGlance[]; onAside: () => void }) {
  const { shown, glances, onAside } = props;
  const { call } = shown;
  // By this machine's own clock, which may differ from the server's.
  const [since] = useState(Date.now);
  const seconds = Math.floor(useSeconds(since, null) / 1000);
  const name = whoText(shown);
  return (
    <>
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
      {glances.map(each => (
        <Known key={each.id} glance={each} isOne={glances.length === 1} />
      ))}
    </>
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
