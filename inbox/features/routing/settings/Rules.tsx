import { useState } from 'preact/hooks';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import type { Site } from '../../../../protocol/sites.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';
import { useMovers } from '../../../shell/movers.tsx';
import { useOpener } from '../../../shell/use-opener.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { EditRule } from './EditRule.tsx';
import { ruleText, type Whom } from './rule-text.ts';
import { t } from './words/index.ts';

/** As the schema allows. */
const MOST = 50;

/** The rules of a site in their order, each as a sentence. */
export function Rules({ site, teams, agents }: { site: Site; teams: readonly Team[]; agents: Whom }) {
  const { sites, toasts } = useInbox();
  const { rules } = site.routing;
  /** The place of the one that is being changed. */
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const opener = useOpener(open === null ? null : String(open));
  const save = (next: RoutingRule[]) => sites.update(site.key, { routing: { ...site.routing, rules: next } });

  async function move(from: number, to: number): Promise<boolean> {
    try {
      await save(rules.toSpliced(from, 1).toSpliced(to, 0, rules[from]!));
      return true;
    } catch (error) {
      toasts.fail(error);
      return false;
    }
  }
  const { list, movers } = useMovers({
    length: rules.length,
    label: (by, at) => t(by === 'up' ? 'moveUp' : 'moveDown', { n: String(at + 1) }),
    move,
  });
  async function remove(at: number) {
    try {
      await save(rules.toSpliced(at, 1));
      toasts.add(t('didRemoveRule'), { undo: () => void save(rules).catch(toasts.fail) });
    } catch (error) {
      toasts.fail(error);
    }
  }
  const edit = (at: number) => (
    <EditRule
      rule={rules[at] ?? null}
      at={at}
      teams={teams}
      agents={agents}
      onSave={rule => save(rules.toSpliced(at, 1, rule))}
      onDone={() => setOpen(null)}
    />
  );
  return (
    <section class="form">
      <h2>{t('rules')}</h2>
      <p class="hint">{t('rulesLead')}</p>
      <ol ref={list} class="settings-list routing-rules">
        {rules.map((rule, at) => (
          <li key={at}>
            {at === open ? (
              edit(at)
            ) : (
              <>
                <span class="settings-name">{ruleText(rule, [...teams, ...agents])}</span>
                {movers(at)}
                <button ref={opener(String(at))} type="button" class="btn" onClick={() => setOpen(at)}>
                  {shellText('edit')}
                </button>
                <button type="button" class="btn is-quiet" onClick={() => void remove(at)}>
                  {shellText('remove')}
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
      {open === 'new' ? (
        edit(rules.length)
      ) : (
        <button
          ref={opener('new')}
          type="button"
          class="btn is-start"
          aria-disabled={rules.length >= MOST}
          onClick={() => rules.length < MOST && setOpen('new')}
        >
          {t('newRule')}
        </button>
      )}
    </section>
  );
}
