import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import type { Site } from '../../../../protocol/sites.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';
import { Icon } from '../../../shell/Icon.tsx';
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
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ to: number; by: 'up' | 'down' } | null>(null);
  // Whoever moved one up moves it on: the same button, where it is now.
  useLayoutEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.to} ${moved.by}"]`)?.focus();
  }, [moved]);

  const save = (next: RoutingRule[]) => sites.update(site.key, { routing: { ...site.routing, rules: next } });

  async function move(from: number, by: 'up' | 'down') {
    const to = by === 'up' ? from - 1 : from + 1;
    if (to < 0 || to >= rules.length) return;
    try {
      await save(rules.toSpliced(from, 1).toSpliced(to, 0, rules[from]!));
      setMoved({ to, by });
    } catch (error) {
      toasts.fail(error);
    }
  }
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
  const mover = (at: number, by: 'up' | 'down') => (
    <button
      type="button"
      class={`icon-btn move-${by}`}
      data-move={`${at} ${by}`}
      aria-label={t(by === 'up' ? 'moveUp' : 'moveDown', { n: String(at + 1) })}
      aria-disabled={at === (by === 'up' ? 0 : rules.length - 1)}
      onClick={() => void move(at, by)}
    >
      <Icon name="down" />
    </button>
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
                {rules.length > 1 && mover(at, 'up')}
                {rules.length > 1 && mover(at, 'down')}
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
