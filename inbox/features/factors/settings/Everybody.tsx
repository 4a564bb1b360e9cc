import { useEffect } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { factorCalls } from './calls.ts';
import { t } from './words/index.ts';

/** The owner's: whether everybody needs one, and who has. */
export function Everybody({ isRequired, onChanged }: { isRequired: boolean; onChanged: () => void }) {
  const { http, me, agents, toasts } = useInbox();
  const calls = factorCalls(http);
  useEffect(agents.read, [agents]);
  const others = agents.all.value.filter(each => !each.isDisabled && each.id !== me.value.agent.id);

  async function settle(work: Promise<unknown>, done: string) {
    try {
      await work;
      toasts.add(done);
    } catch (error) {
      toasts.fail(error);
    }
    onChanged();
    agents.read();
  }
  return (
    <section class="form factor-setup">
      <h2>{t('everybody')}</h2>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={isRequired}
            onChange={event => void settle(calls.require(event.currentTarget.checked), shellText('saved'))}
          />
          {t('requireAll')}
        </label>
        <p class="hint">{t('requireHint')}</p>
      </div>
      {others.length > 0 && (
        <ul class="settings-list">
          {others.map(({ id, name, hasFactor }) => (
            <li key={id}>
              <span class="settings-name">
                <b>
                  <bdi>{name}</bdi>
                </b>
                <small>{t(hasFactor ? 'hasOne' : 'hasNone')}</small>
              </span>
              {hasFactor && (
                <button
                  type="button"
                  class="btn"
                  aria-label={t('turnOffFor', { name })}
                  onClick={() => void settle(calls.turnOffFor(id), t('didTurnOff'))}
                >
                  {t('turnOff')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
