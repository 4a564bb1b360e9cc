import type { Agent } from '../../../../protocol/agents.ts';
import { useInbox } from '../../../inbox.ts';
import { t } from './words/index.ts';

/** Which sites an agent sees: all, also those to come, or some of them. Nothing while there is only one. */
export function SeenSites({
  siteIds,
  choose,
}: Pick<Agent, 'siteIds'> & {
  /** @returns whether it is so now */
  choose(siteIds: string[] | null): Promise<boolean>;
}) {
  const { sites } = useInbox();
  const all = sites.all.value;
  if (all.length < 2) return null;
  const isSeen = (id: string) => siteIds === null || siteIds.includes(id);
  async function set(box: HTMLInputElement, chosen: string[] | null) {
    if (!(await choose(chosen))) box.checked = !box.checked;
  }
  return (
    <fieldset class="agent-sites">
      <legend>{t('sees')}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={siteIds === null}
          onChange={({ currentTarget: box }) => void set(box, box.checked ? null : all.map(site => site.id))}
        />
        <span>{t('seesAll')}</span>
      </label>
      {siteIds !== null &&
        all.map(({ id, name }) => (
          <label class="check" key={id}>
            <input
              type="checkbox"
              checked={isSeen(id)}
              onChange={({ currentTarget: box }) => {
                const chosen = all.filter(site => (site.id === id ? box.checked : isSeen(site.id)));
                void set(
                  box,
                  chosen.map(site => site.id),
                );
              }}
            />
            <span>
              <bdi>{name}</bdi>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
