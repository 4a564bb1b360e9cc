import './style.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ViewFilter } from '../../../../protocol/filters.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { MINUTE_MS } from '../../../shell/times.ts';
import { summaryOf } from '../edit/said.ts';
import { useTeams } from '../edit/use-teams.ts';
import { t } from '../edit/words/index.ts';
import { ripen } from './ripen.ts';

/** What a filtered list asks, in a line, and the way to change that. While it is shown, who waits on comes to it. */
export function FilterBar({ filter, onChange }: { filter: ViewFilter; onChange: () => void }) {
  const inbox = useInbox();
  const minute = Math.floor(useApp().clock.value / MINUTE_MS);
  const teams = useTeams(inbox.http, filter.teamId !== undefined);
  const since = useRef<number | null>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    // What is shown first has just been read.
    if (isFirst.current) isFirst.current = false;
    else
      void ripen(inbox, since.current).then(at => {
        since.current = at;
      });
  }, [minute]);
  return (
    <div class="filter-bar">
      <div class="pills">
        {summaryOf(filter, inbox.sites.all.value, teams).map(words => (
          <Pill key={words}>{words}</Pill>
        ))}
      </div>
      <button type="button" class="btn is-quiet" onClick={onChange}>
        {t('change')}
      </button>
    </div>
  );
}
