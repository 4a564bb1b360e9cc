import { useState } from 'preact/hooks';
import { isFirst, MAX_STAGES, STAGE_CHARS, STAGE_KINDS } from '../../../../protocol/stage-names.ts';
import type { Stage, StageSettings } from '../../../../protocol/stages.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { number } from '../../../shell/locale.ts';
import { Problem, SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { stageCalls } from '../calls.ts';
import { stageName } from '../names.ts';
import { t } from './words/index.ts';

/** The stages of the desk, as its owner wants them. */
export function EditStages({ settings, onDone }: { settings: StageSettings; onDone: () => void }) {
  const { http, toasts } = useInbox();
  const [draft, setDraft] = useState(settings);
  const { stages, silence } = draft;
  const form = useSubmit(async () => {
    await stageCalls(http).save(draft);
    toasts.add(shellText('saved'));
    onDone();
  });
  const set = (change: Partial<StageSettings>) => setDraft(before => ({ ...before, ...change }));
  const setStage = (at: number, change: Partial<Stage>) =>
    set({ stages: stages.map((each, index) => (index === at ? { ...each, ...change } : each)) });
  function move(at: number, by: number) {
    const next = [...stages];
    next.splice(at + by, 0, ...next.splice(at, 1));
    set({ stages: next });
  }
  const named = (at: number) => stageName(stages[at]!) || number(at + 1);
  const wholeNumber = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed));
  const shownNumber = (n: number) => (Number.isNaN(n) ? '' : String(n));
  return (
    <form class="form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <p>{t('stagesLead')}</p>
      <ol class="funnel-stages">
        {stages.map((stage, at) => (
          <li key={stage.id}>
            <TextField
              label={t('stageName', { n: number(at + 1) })}
              maxLength={STAGE_CHARS}
              placeholder={isFirst(stage.id) ? stageName({ id: stage.id, name: '' }) : undefined}
              value={stage.name}
              isFocused={at === 0}
              onValue={name => setStage(at, { name })}
            />
            <Select
              label={t('kind')}
              value={stage.kind}
              onValue={kind => setStage(at, { kind })}
              options={STAGE_KINDS.map(each => [each, t(each)] as const)}
            />
            <div class="acts">
              <button
                type="button"
                class="icon-btn funnel-up"
                aria-label={t('moveUp', { name: named(at) })}
                aria-disabled={at === 0}
                onClick={() => at > 0 && move(at, -1)}
              >
                <Icon name="down" />
              </button>
              <button
                type="button"
                class="icon-btn"
                aria-label={t('moveDown', { name: named(at) })}
                aria-disabled={at === stages.length - 1}
                onClick={() => at < stages.length - 1 && move(at, 1)}
              >
                <Icon name="down" />
              </button>
              <button
                type="button"
                class="icon-btn"
                aria-label={t('removeStage', { name: named(at) })}
                onClick={() => set({ stages: stages.filter(each => each !== stage) })}
              >
                <Icon name="close" />
              </button>
            </div>
          </li>
        ))}
      </ol>
      <Problem text={form.problemOf('stages', t('stagesWrong'))} />
      {stages.length < MAX_STAGES && (
        <button
          type="button"
          class="btn is-start"
          onClick={() => {
            const id = newClientId()
              .toLowerCase()
              .replace(/[^a-z\d]/g, '')
              .slice(-20);
            set({ stages: [...stages, { id, kind: 'open', name: t('newStage') }] });
          }}
        >
          <Icon name="plus" size={16} /> {t('addStage')}
        </button>
      )}
      <TextField
        label={t('silentDays')}
        type="number"
        dir="ltr"
        value={shownNumber(draft.silentDays)}
        onValue={typed => set({ silentDays: wholeNumber(typed) })}
        problem={form.problemOf('silentDays')}
      />
      <TextField
        label={t('regularAt')}
        type="number"
        dir="ltr"
        value={shownNumber(draft.regularAt)}
        onValue={typed => set({ regularAt: wholeNumber(typed) })}
        problem={form.problemOf('regularAt')}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={silence !== null}
          onChange={event => {
            const lost = stages.find(each => each.kind === 'lost') ?? stages.at(-1)!;
            set({ silence: event.currentTarget.checked ? { days: 30, to: lost.id } : null });
          }}
        />
        {t('isSilence')}
      </label>
      {silence && (
        <>
          <TextField
            label={t('silenceDays')}
            type="number"
            dir="ltr"
            value={shownNumber(silence.days)}
            onValue={typed => set({ silence: { ...silence, days: wholeNumber(typed) } })}
            problem={form.problemOf('silence')}
          />
          <Select
            label={t('silenceTo')}
            value={silence.to}
            onValue={to => set({ silence: { ...silence, to } })}
            options={stages.map(each => [each.id, stageName(each)] as const)}
          />
        </>
      )}
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
