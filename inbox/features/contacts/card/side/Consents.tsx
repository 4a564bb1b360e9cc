import { useState } from 'preact/hooks';
import type { Card, Consent, ConsentChannel } from '../../../../../protocol/contacts.ts';
import { LIMITS } from '../../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../../inbox.ts';
import { useApp } from '../../../../shell/app.ts';
import { contained } from '../../../../shell/bidi.ts';
import { Select, TextArea } from '../../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../../shell/Submit.tsx';
import { date } from '../../../../shell/times.ts';
import { onEscape } from '../../../../shell/use-opener.ts';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { addConsent } from '../acts.ts';
import { ALL_CHANNELS, CHANNELS, SOURCES } from './names.ts';
import { Section, type Ways } from './Section.tsx';
import { t } from './words/index.ts';

/** Whether they may be written to, by which way, and in which words they said so. */
export function Consents({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const now = useApp().clock.value;
  const newest = newestOf(card.consents);
  return (
    <Section
      title={t('mayWeWrite')}
      act={t('change')}
      form={ways => <Add card={card} {...ways} />}
      onChanged={onChanged}
    >
      {newest.length === 0 && <p class="hint">{t('noConsent')}</p>}
      <dl class="facts">
        {newest.map(({ channel, isGiven, isCarried, text, source, at, purpose }) => [
          <dt key={`${channel} ${purpose}`}>{t(CHANNELS[channel])}</dt>,
          <dd key={`${channel} ${purpose} is`}>
            <b>{isCarried ? t('consentCarried') : t(isGiven ? 'yes' : 'no')}</b>{' '}
            <small>{[date(at, now, { hasWeekday: false }), t(SOURCES[source])].join(' · ')}</small>
            {text && (
              <small class="card-words" dir="auto">
                {contained(text)}
              </small>
            )}
          </dd>,
        ])}
      </dl>
    </Section>
  );
}

/** What holds of each channel and purpose: the newest, and of two at once the one that was taken back. */
function newestOf(consents: readonly Consent[]): Consent[] {
  const held = new Map<string, Consent>();
  for (const consent of consents) {
    const key = `${consent.channel} ${consent.purpose}`;
    const known = held.get(key);
    // What only a file says stands where nothing else does.
    const isNewer =
      !known ||
      (known.isCarried && !consent.isCarried) ||
      (!consent.isCarried === !known.isCarried && isLater(consent, known));
    if (isNewer) held.set(key, consent);
  }
  return [...held.values()];
}

function isLater(a: Consent, b: Consent): boolean {
  return a.at > b.at || (a.at === b.at && !a.isGiven);
}

function Add({ card, onDone, onCancel }: Ways & { card: Card }) {
  const { http } = useInbox();
  const [channel, setChannel] = useState<ConsentChannel>('sms');
  const [said, setSaid] = useState<'given' | 'withdrawn'>('given');
  const [text, setText] = useState('');
  const form = useSubmit(async () => {
    await addConsent(http, card, { channel, isGiven: said === 'given', text });
    onDone();
  });
  return (
    <form class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <Select
        label={t('by')}
        value={channel}
        onValue={setChannel}
        options={ALL_CHANNELS.map(each => [each, t(CHANNELS[each])] as const)}
      />
      <Select
        label={t('whatTheySaid')}
        value={said}
        onValue={setSaid}
        options={[
          ['given', t('agreed')],
          ['withdrawn', t('tookBack')],
        ]}
      />
      <TextArea
        label={t('theirWords')}
        hint={t('theirWordsHint')}
        rows={3}
        maxLength={LIMITS.consentChars}
        value={text}
        onValue={setText}
        problem={form.problemOf('text')}
      />
      <SaveOrCancel form={form} onCancel={onCancel} />
    </form>
  );
}
