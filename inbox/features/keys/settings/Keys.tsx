import { useState } from 'preact/hooks';
import type { IntegrationKey, KeyMade } from '../../../../protocol/keys.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Once } from '../../../shell/Once.tsx';
import { ROOT } from '../../../shell/root.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { MakeKey } from './MakeKey.tsx';
import { scopeName } from './scopes.ts';
import { t } from './words/index.ts';

/** The keys: what each opens, when it was used last, and the end of it. */
export function Keys() {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const { answer: keys, failure, change, load } = useAnswer(() => http.get<IntegrationKey[]>('keys'), [http]);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<KeyMade | null>(null);
  const opener = useOpener(isMaking ? 'new' : null);

  async function revoke(id: string) {
    await http.delete(`keys/${id}`);
    change(all => all.filter(each => each.id !== id));
    if (made?.key.id === id) setMade(null);
    toasts.add(t('revoked'));
  }
  function show(answer: KeyMade) {
    change(all => [...all, answer.key]);
    setMade(answer);
    setMaking(false);
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!keys) return <Skeleton lines={3} />;
  return (
    <section class="form" aria-label={t('keys')}>
      <p>
        {t('keysLead')}{' '}
        <a href={`${ROOT}docs`} target="_blank" rel="noopener noreferrer">
          {t('docs')}
        </a>
      </p>
      {keys.length === 0 && <p class="hint">{t('noKeys')}</p>}
      <ul class="settings-list">
        {keys.map(({ id, name, scopes, ending, createdAt, usedAt }) => (
          <li key={id}>
            <span class="settings-name">
              <b>
                <bdi>{name}</bdi>
              </b>
              <small>{scopes.map(scopeName).join(' · ')}</small>
              <small>
                <bdi dir="ltr">…{ending}</bdi>
                {' · '}
                {t('madeAt', { time: moment(createdAt, now) })}
                {' · '}
                {usedAt === null ? t('neverUsed') : t('usedAt', { time: moment(usedAt, now) })}
              </small>
            </span>
            <SureButton label={t('revoke')} warning={t('revokeSure')} work={() => revoke(id)} toasts={toasts} />
          </li>
        ))}
      </ul>
      {made && <Once lead={t('once')} label={t('keyOf', { name: made.key.name })} text={made.secret} toasts={toasts} />}
      {isMaking ? (
        <MakeKey onMade={show} onDone={() => setMaking(false)} />
      ) : (
        <button ref={opener('new')} type="button" class="btn is-go is-start" onClick={() => setMaking(true)}>
          {t('make')}
        </button>
      )}
    </section>
  );
}
