import { useState } from 'preact/hooks';
import type { Card, Identity, IdentityKind } from '../../../../../protocol/contacts.ts';
import { useInbox, useMayAct } from '../../../../inbox.ts';
import { contained } from '../../../../shell/bidi.ts';
import { Select, TextField } from '../../../../shell/fields.tsx';
import { Icon } from '../../../../shell/Icon.tsx';
import { Menu } from '../../../../shell/Menu.tsx';
import { phoneText } from '../../../../shell/phones.ts';
import { SaveOrCancel } from '../../../../shell/Submit.tsx';
import { useActs } from '../../../../shell/use-acts.ts';
import { onEscape } from '../../../../shell/use-opener.ts';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { t as shellText } from '../../../../shell/words/index.ts';
import { addIdentity, dropIdentity, makePrimary } from '../acts.ts';
import { sayingWhy } from '../refusals.ts';
import { ALL_KINDS, KINDS, SOURCES } from './names.ts';
import { Section, type Ways } from './Section.tsx';
import { t } from './words/index.ts';

/** By what they are known: each with who said so. */
export function Reach({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const kinds = ALL_KINDS.filter(kind => card.identities.some(each => each.kind === kind));
  return (
    <Section title={t('reach')} act={t('add')} form={ways => <Add card={card} {...ways} />} onChanged={onChanged}>
      {kinds.length === 0 && <p class="hint">{t('noReach')}</p>}
      <dl class="facts">
        {kinds.map(kind => [
          <dt key={kind}>{t(KINDS[kind])}</dt>,
          <dd key={`${kind} values`}>
            {card.identities
              .filter(each => each.kind === kind)
              .map(each => (
                <One key={`${each.scope} ${each.value}`} card={card} identity={each} onChanged={onChanged} />
              ))}
          </dd>,
        ])}
      </dl>
    </Section>
  );
}

function One({ card, identity, onChanged }: { card: Card; identity: Identity; onChanged: () => void }) {
  const { http, toasts } = useInbox();
  const mayAct = useMayAct();
  const { run } = useActs(toasts);
  const { kind, value, isVerified, isPrimary, source } = identity;
  const isReach = kind === 'phone' || kind === 'email';
  const isOneOfMany = isReach && card.identities.filter(each => each.kind === kind).length > 1;
  const shown = kind === 'phone' ? phoneText(value) : contained(value);
  const act = (work: () => Promise<unknown>) =>
    run('identity', async () => {
      await work();
      onChanged();
    });
  const notes = [isVerified && t('verified'), t(SOURCES[source]), isOneOfMany && isPrimary && t('primary')];
  return (
    <div class="card-identity">
      <span>
        {isReach ? (
          <a href={`${kind === 'phone' ? 'tel' : 'mailto'}:${value}`} dir="ltr">
            {shown}
          </a>
        ) : (
          <bdi>{shown}</bdi>
        )}{' '}
        <small>{notes.filter(Boolean).join(' · ')}</small>
      </span>
      {mayAct && (
        <Menu
          class="icon-btn"
          label={t('actsOf', { what: shown })}
          button={
            <>
              <Icon name="more" />
              <span class="sr-only">{t('actsOf', { what: shown })}</span>
            </>
          }
          items={[
            ...(isReach && !isPrimary
              ? [{ label: t('makePrimary'), onPick: () => void act(() => makePrimary(http, card, identity)) }]
              : []),
            { label: shellText('remove'), onPick: () => void act(() => dropIdentity(http, card, identity)) },
          ]}
        />
      )}
    </div>
  );
}

function Add({ card, onDone, onCancel }: Ways & { card: Card }) {
  const { http, toasts } = useInbox();
  const [kind, setKind] = useState<IdentityKind>('phone');
  const [value, setValue] = useState('');
  const form = useSubmit(async () => {
    await sayingWhy(toasts, onDone, async () => {
      await addIdentity(http, card, { kind, scope: '', value });
      onDone();
    });
  });
  return (
    <form class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <Select
        label={t('kind')}
        value={kind}
        onValue={setKind}
        options={ALL_KINDS.map(each => [each, t(KINDS[each])] as const)}
      />
      <TextField
        label={t(KINDS[kind])}
        isFocused
        dir="ltr"
        type={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
        value={value}
        onValue={setValue}
        problem={form.problemOf('value') || form.problemOf(kind)}
      />
      <SaveOrCancel form={form} onCancel={onCancel} />
    </form>
  );
}
