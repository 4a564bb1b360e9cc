import './style.css';
import { useState } from 'preact/hooks';
import type { LineSecretAnswer, PhoneLine } from '../../../../protocol/telephone.ts';
import { useInbox } from '../../../inbox.ts';
import { Copy } from '../../../shell/Copy.tsx';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Once } from '../../../shell/Once.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { telephoneCalls } from './calls.ts';
import { LineForm } from './LineForm.tsx';
import { LineRow } from './LineRow.tsx';
import { SystemForm } from './SystemForm.tsx';
import { t } from './words/index.ts';

/** The desk's lines, and the telephone system behind them. */
export function TelephonePage() {
  const { http, me, toasts } = useInbox();
  const calls = telephoneCalls(http);
  const { answer, failure, change, load } = useAnswer(calls.read, [http]);
  const { isBusy, run } = useActs(toasts);
  /** Which line is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const opener = useOpener(openId);
  const [made, setMade] = useState<LineSecretAnswer | null>(null);
  const { telephone } = me.value.switches;

  function put(line: PhoneLine) {
    change(now => {
      const known = now.lines.find(each => each.id === line.id);
      const next = { ...line, lastHeardAt: known?.lastHeardAt ?? null };
      const lines = known ? now.lines.map(each => (each === known ? next : each)) : [...now.lines, next];
      return { ...now, lines };
    });
  }
  function show(next: LineSecretAnswer) {
    put(next.line);
    setMade(next);
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={3} />;
  const { lines } = answer;
  const edit = (line: PhoneLine | null) => (
    <LineForm calls={calls} line={line} onSaved={put} onMade={show} onDone={() => setOpenId(null)} />
  );
  return (
    <div class="form">
      <p>{t('lead')}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={telephone}
          aria-disabled={isBusy('switch')}
          onChange={() =>
            void run('switch', async () => {
              const switches = await calls.turn(!telephone);
              me.value = { ...me.peek(), switches };
            })
          }
        />
        {t('isOn')}
      </label>
      <h2>{t('lines')}</h2>
      {lines.length === 0 && <p class="hint">{t('noLines')}</p>}
      <ul class="settings-list" hidden={lines.length === 0}>
        {lines.map(line => (
          <li key={line.id}>
            {line.id === openId ? (
              edit(line)
            ) : (
              <LineRow
                calls={calls}
                line={line}
                editor={opener(line.id)}
                onEdit={() => setOpenId(line.id)}
                onMade={show}
                onGone={() => change(now => ({ ...now, lines: now.lines.filter(each => each.id !== line.id) }))}
              />
            )}
          </li>
        ))}
      </ul>
      {made && (
        <Once
          lead={t('once')}
          label={t(made.addresses ? 'address' : 'secret')}
          text={made.addresses?.whole ?? made.secret}
          toasts={toasts}
        >
          {made.addresses && (
            <>
              {made.addresses.bare !== made.addresses.whole && <p class="hint">{t('withPassword')}</p>}
              {made.addresses.bare !== made.addresses.whole && (
                <Copy label={t('address')} text={made.addresses.bare} toasts={toasts} />
              )}
              <Copy label={t('secret')} text={made.secret} toasts={toasts} />
            </>
          )}
        </Once>
      )}
      {openId === '' ? (
        edit(null)
      ) : (
        <button ref={opener('')} type="button" class="btn is-go is-start" onClick={() => setOpenId('')}>
          {t('addLine')}
        </button>
      )}
      <SystemForm answer={answer} calls={calls} onAnswer={next => change(() => next)} />
    </div>
  );
}
