import { useState } from 'preact/hooks';
import type { Team } from '../../../../protocol/teams.ts';
import type { LineRings, LineSecretAnswer, LineSettings, PhoneLine } from '../../../../protocol/telephone.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import type { TelephoneCalls } from './calls.ts';
import { dialectOptions } from './dialects.ts';
import { t } from './words/index.ts';

/** Makes a line, or changes one. */
export function LineForm(props: {
  calls: TelephoneCalls;
  line: PhoneLine | null;
  onSaved: (line: PhoneLine) => void;
  onMade: (answer: LineSecretAnswer) => void;
  onDone: () => void;
}) {
  const { calls, line, onSaved, onMade, onDone } = props;
  const { http, sites, agents } = useInbox();
  const { answer: teams } = useAnswer(() => http.get<Team[]>('teams'), [http]);
  const known = sites.all.value;
  const [typed, setTyped] = useState<LineSettings>(
    line ?? { name: '', number: '', siteId: known[0]?.id ?? '', rings: { kind: 'everybody' }, dialect: 'zammad' },
  );
  const set = (change: Partial<LineSettings>) => setTyped(before => ({ ...before, ...change }));
  const { name, number, siteId, rings, dialect } = typed;
  const form = useSubmit(async () => {
    const body = { name, number, siteId, rings, dialect };
    if (line) onSaved(await calls.change(line.id, body));
    else onMade(await calls.make(body));
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        isFocused
        maxLength={60}
        value={name}
        onValue={value => set({ name: value })}
        problem={form.problemOf('name')}
      />
      <TextField
        label={t('number')}
        type="tel"
        dir="ltr"
        maxLength={40}
        value={number}
        onValue={value => set({ number: value })}
        problem={form.problemOf('number')}
      />
      {known.length > 1 && (
        <Select
          label={t('site')}
          hint={t('siteHint')}
          value={siteId}
          onValue={value => set({ siteId: value })}
          options={known.map(each => [each.id, each.name] as const)}
          problem={form.problemOf('siteId')}
        />
      )}
      <Select
        label={t('rings')}
        value={keyOf(rings)}
        onValue={value => set({ rings: ringsOf(value) })}
        options={[
          ['everybody', t('everybody')] as const,
          ...(teams ?? []).map(each => [`team ${each.id}`, each.name] as const),
          ...agents.all.value
            .filter(each => !each.isDisabled && each.role !== 'reader')
            .map(each => [`agent ${each.id}`, each.name] as const),
        ]}
        problem={form.problemOf('rings')}
      />
      <Select
        label={t('dialect')}
        value={dialect}
        onValue={value => set({ dialect: value })}
        options={dialectOptions()}
        problem={form.problemOf('dialect')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}

/** As an option of a list has it: a word, and an id behind it. */
function keyOf(rings: LineRings): string {
  if (rings.kind === 'everybody') return rings.kind;
  return `${rings.kind} ${rings.kind === 'team' ? rings.teamId : rings.agentId}`;
}

function ringsOf(key: string): LineRings {
  const [kind, id = ''] = key.split(' ');
  if (kind === 'team') return { kind, teamId: id };
  return kind === 'agent' ? { kind, agentId: id } : { kind: 'everybody' };
}
