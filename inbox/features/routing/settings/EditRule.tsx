import { useState } from 'preact/hooks';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { whomOf } from '../../../../protocol/whom.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Select, TextArea } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { languageName } from '../../../shell/languages.ts';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { AlwaysOrWeek } from '../../sites/settings/HoursField.tsx';
import { wrongDays } from '../../sites/settings/week.ts';
import type { Whom } from './rule-text.ts';
import { t } from './words/index.ts';

const lines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

/** Changes a rule, or makes one. What is left empty asks for nothing. */
export function EditRule(props: {
  rule: RoutingRule | null;
  /** Its place among the rules. */
  at: number;
  teams: readonly Team[];
  /** Those who may answer. */
  agents: Whom;
  /** @throws ApiError */
  onSave: (rule: RoutingRule) => Promise<unknown>;
  onDone: () => void;
}) {
  const { rule, at, teams, agents, onSave, onDone } = props;
  const [whomId, setWhomId] = useState(rule ? whomOf(rule) : ((teams[0] ?? agents[0])?.id ?? ''));
  const [pages, setPages] = useState(rule?.pages.join('\n') ?? '');
  const [topics, setTopics] = useState(rule?.topics.join('\n') ?? '');
  const [languages, setLanguages] = useState(rule?.languages ?? []);
  const [hours, setHours] = useState(rule?.hours ?? null);
  const whom = [...teams, ...agents];
  const isGone = !whom.some(({ id }) => id === whomId);
  const isAgent = agents.some(({ id }) => id === whomId) || rule?.agentId === whomId;
  const form = useSubmit(async () => {
    if (hours && wrongDays(hours).length > 0) throw new ApiError('FIELD_INVALID', { hours: 'FIELD_INVALID' });
    await onSave({
      pages: lines(pages),
      languages,
      topics: lines(topics),
      hours,
      ...(isAgent ? { agentId: whomId } : { teamId: whomId }),
    });
    onDone();
  });
  const problemOf = (field: string, wanted: string) => form.problemOf(`routing.rules.${at}.${field}`, wanted);
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextArea
        label={t('pages')}
        hint={t('pagesHint')}
        isFocused
        dir="ltr"
        rows={2}
        value={pages}
        onValue={setPages}
        problem={problemOf('pages', t('pagesWanted'))}
      />
      <Checks
        legend={t('languages')}
        options={LOCALES.map(locale => [locale, languageName(locale)] as const)}
        chosen={languages}
        onChosen={setLanguages}
      />
      <TextArea
        label={t('topics')}
        hint={t('topicsHint')}
        rows={2}
        value={topics}
        onValue={setTopics}
        problem={problemOf('topics', t('topicsWanted'))}
      />
      <fieldset>
        <legend>{t('hours')}</legend>
        <AlwaysOrWeek
          always={t('anyTime')}
          hours={hours}
          usual={null}
          wrong={hours ? wrongDays(hours) : []}
          onHours={setHours}
        />
      </fieldset>
      <Select
        label={t('team')}
        value={whomId}
        onValue={setWhomId}
        options={[
          ...(isGone ? [[whomId, t('teamGone')] as const] : []),
          ...whom.map(({ id, name }) => [id, name] as const),
        ]}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
