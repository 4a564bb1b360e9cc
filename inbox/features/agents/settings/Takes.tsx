import { useState } from 'preact/hooks';
import type { AgentPresence } from '../../../../protocol/agents.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { languageName } from '../../../shell/languages.ts';
import { currentLocale } from '../../../shell/locale.ts';
import type { AgentChange } from '../state.ts';
import { RoomField } from './RoomField.tsx';
import { t } from './words/index.ts';

const byName = () => LOCALES.map(locale => [locale, languageName(locale)] as const);

/** Whom somebody is given: in which languages, and letters apart from chats. Closed, it says so in a line. */
export function Takes(props: {
  agent: AgentPresence;
  /** @returns whether it is so now */
  change: (what: Partial<AgentChange>) => Promise<boolean>;
}) {
  const { agent, change } = props;
  const { languages, letterCapacity } = agent;
  /** What is ticked, before the server has said so: the next tick may come before that. */
  const [chosen, setChosen] = useState<Locale[]>(languages);
  async function choose(next: Locale[]) {
    setChosen(next);
    if (!(await change({ languages: next }))) setChosen(languages);
  }
  const list = new Intl.ListFormat(currentLocale(), { type: 'unit' });
  const spoken = languages.length > 0 ? list.format(languages.map(languageName)) : t('anyLanguage');
  return (
    <details class="agent-takes">
      <summary>
        {t('answersIn', { languages: spoken })}
        {letterCapacity !== null && ` · ${t('letters')}: ${letterCapacity}`}
      </summary>
      <Checks<Locale> legend={t('languages')} options={byName()} chosen={chosen} onChosen={next => void choose(next)} />
      <RoomField<number | null>
        label={t('letters')}
        hint={t('lettersHint')}
        room={letterCapacity}
        empty={null}
        choose={room => change({ letterCapacity: room })}
      />
      <p class="hint">{t('lettersHint')}</p>
    </details>
  );
}
