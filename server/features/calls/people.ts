/** Whose a call is: the person behind a number, and the agents whom a telephone system names. */
import type { AgentPresence } from '../../../protocol/agents.ts';
import type { CallDirection } from '../../../protocol/calls.ts';
import type { TelephoneSettings } from '../../../protocol/telephone.ts';
import type { Context } from '../../context.ts';
import { reachName } from '../contacts/identities.ts';
import { resolvePerson } from '../contacts/people.ts';
import type { SiteRecord } from '../sites/store.ts';

/** One person, or several who share the number. */
export interface Whose {
  contactId: string | null;
  sharedBy: string[];
}

export const NOBODY: Whose = { contactId: null, sharedBy: [] };

/**
 * Whose a number is: one person's, that of several, or that of somebody new, whose card begins with it. Whoever rings
 * proves that the number is theirs; whoever is rung does not.
 * @param call.number E.164; empty: it is hidden, and nobody's
 */
export async function whoseNumber(
  context: Context,
  site: SiteRecord,
  { number, direction }: { number: string; direction: CallDirection },
): Promise<Whose> {
  if (number === '') return NOBODY;
  const roots = await context.store.contacts.rootsOf(reachName('phone', number));
  if (roots.length > 1) return { contactId: null, sharedBy: roots.map(each => each.id).sort() };
  const { id } = await resolvePerson(context, {
    phone: number,
    source: direction === 'in' ? 'call' : 'api',
    siteId: site.id,
  });
  return { contactId: id, sharedBy: [] };
}

/**
 * The agents that a telephone system's names mean: by what stands for them in the settings, by id, mail address or name. What
 * nobody is called is left out. Pure.
 */
export function agentsCalled(
  names: readonly string[],
  { extensions }: Pick<TelephoneSettings, 'extensions'>,
  agents: readonly Pick<AgentPresence, 'id' | 'name' | 'email'>[],
): { id: string; name: string }[] {
  const found = new Map<string, string>();
  for (const said of names) {
    const name = said.toLowerCase();
    // A SIP account may come with where it is registered.
    const local = name.replace(/^sips?:/, '').split('@', 1)[0]!;
    const extension = extensions.find(each => [name, local].includes(each.name.toLowerCase()));
    const agent = agents.find(each =>
      extension
        ? each.id === extension.agentId
        : each.id === said || each.email.toLowerCase() === name || each.name.toLowerCase() === name,
    );
    if (agent) found.set(agent.id, agent.name);
  }
  return [...found].map(([id, name]) => ({ id, name }));
}
