import { useState } from 'preact/hooks';
import type { TelephoneAnswer, TelephoneSettings } from '../../../../protocol/telephone.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { type Submitting, useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { TelephoneCalls } from './calls.ts';
import { t } from './words/index.ts';

type Part = 'recordings' | 'dial' | 'asterisk';

/** Who is who there, where recordings lie, how numbers are rung, and Asterisk. */
export function SystemForm(props: {
  answer: TelephoneAnswer;
  calls: TelephoneCalls;
  onAnswer: (answer: TelephoneAnswer) => void;
}) {
  const { answer, calls, onAnswer } = props;
  const { agents, toasts } = useInbox();
  const [typed, setTyped] = useState<TelephoneSettings>(answer.settings);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(() => namesOf(answer.settings));
  const { recordings, dial, asterisk } = typed;
  const set = (change: Partial<TelephoneSettings>) => setTyped(before => ({ ...before, ...change }));
  const form = useSubmit(async () => {
    const next = await calls.save({ ...typed, extensions: extensionsOf(names) });
    onAnswer(next);
    setTyped(next.settings);
    toasts.add(shellText('saved'));
  });
  const login = (part: Part) => (
    <Login
      values={typed[part]}
      isKept={answer.kept.includes(part)}
      onValues={change => setTyped(before => ({ ...before, [part]: { ...before[part], ...change } }))}
      problemOf={field => form.problemOf(`${part}.${field}`)}
    />
  );
  const urlField = (part: 'recordings' | 'dial') => (
    <TextField
      label={t('url')}
      type="url"
      dir="ltr"
      maxLength={2000}
      value={typed[part].url}
      onValue={url => set({ [part]: { ...typed[part], url } })}
      problem={form.problemOf(`${part}.url`, shellText('errorUrl'))}
    />
  );
  const people = agents.all.value.filter(each => !each.isDisabled && each.role !== 'reader');
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <h2>{t('system')}</h2>
      <fieldset class="phone-part">
        <legend>{t('extensions')}</legend>
        <p class="hint">{t('extensionsHint')}</p>
        {people.map(({ id, name }) => (
          <TextField
            key={id}
            label={name}
            dir="ltr"
            maxLength={300}
            value={names.get(id) ?? ''}
            onValue={value => setNames(before => new Map(before).set(id, value))}
          />
        ))}
      </fieldset>
      <details class="phone-part">
        <summary>Asterisk (AMI)</summary>
        <div class="form">
          <p class="hint">{t('asteriskHint')}</p>
          <AsteriskState answer={answer} />
          <TextField
            label={t('host')}
            dir="ltr"
            maxLength={255}
            value={asterisk.host}
            onValue={host => set({ asterisk: { ...asterisk, host } })}
            problem={form.problemOf('asterisk.host')}
          />
          <TextField
            label={t('port')}
            type="number"
            dir="ltr"
            value={Number.isNaN(asterisk.port) ? '' : String(asterisk.port)}
            onValue={port => set({ asterisk: { ...asterisk, port: port.trim() === '' ? Number.NaN : Number(port) } })}
            problem={form.problemOf('asterisk.port')}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={asterisk.isTls}
              onChange={event => set({ asterisk: { ...asterisk, isTls: event.currentTarget.checked } })}
            />
            {t('isTls')}
          </label>
          {login('asterisk')}
          <TextField
            label={t('channel')}
            dir="ltr"
            maxLength={100}
            value={asterisk.channel}
            onValue={channel => set({ asterisk: { ...asterisk, channel } })}
          />
          <TextField
            label={t('context')}
            hint={t('contextHint')}
            dir="ltr"
            maxLength={100}
            value={asterisk.context}
            onValue={context => set({ asterisk: { ...asterisk, context } })}
          />
        </div>
      </details>
      <details class="phone-part">
        <summary>{t('recordings')}</summary>
        <div class="form">
          <p class="hint">{t('recordingsHint')}</p>
          {urlField('recordings')}
          {recordings.url !== '' && login('recordings')}
        </div>
      </details>
      <details class="phone-part">
        <summary>{t('dialTitle')}</summary>
        <div class="form">
          <p class="hint">{t('dialHint')}</p>
          {urlField('dial')}
          {dial.url !== '' && login('dial')}
        </div>
      </details>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{shellText('saveChanges')}</Submit>
    </form>
  );
}

function AsteriskState({ answer: { asterisk } }: { answer: TelephoneAnswer }) {
  if (!asterisk) return null;
  const { isConnected, problem } = asterisk;
  const text = isConnected ? t('isConnected') : problem ? t('isNotConnected', { problem }) : t('connecting');
  return <p class={isConnected || !problem ? 'hint' : 'problem'}>{text}</p>;
}

function Login(props: {
  values: { user: string; password: string };
  isKept: boolean;
  onValues: (change: { user?: string; password?: string }) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { values, isKept, onValues, problemOf } = props;
  return (
    <>
      <TextField
        label={t('user')}
        dir="ltr"
        maxLength={200}
        autocomplete="off"
        value={values.user}
        onValue={user => onValues({ user })}
        problem={problemOf('user')}
      />
      <TextField
        label={t('password')}
        hint={isKept ? t('keptPassword') : undefined}
        type="password"
        dir="ltr"
        maxLength={500}
        autocomplete="new-password"
        value={values.password}
        onValue={password => onValues({ password })}
        problem={problemOf('password')}
      />
    </>
  );
}

/** What stands for each agent, as one field has it. */
function namesOf({ extensions }: TelephoneSettings): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, agentId } of extensions) names.set(agentId, [names.get(agentId), name].filter(Boolean).join(', '));
  return names;
}

function extensionsOf(names: ReadonlyMap<string, string>): TelephoneSettings['extensions'] {
  return [...names].flatMap(([agentId, all]) =>
    all
      .split(/[,،;]/)
      .map(name => name.trim())
      .filter(Boolean)
      .map(name => ({ name, agentId })),
  );
}
