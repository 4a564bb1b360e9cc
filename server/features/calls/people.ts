/** Whose a call is: the person behind a number, and the agents whom a telephone system names. */
import type { AgentPresence } from '../../../protocol/agents.ts';
import type { TelephoneSettings } from '../../../protocol/telephone.ts';
import type { Context } from '../../context.ts';
import { derivedName } from '../../secrets.ts';
import type { SiteRecord } from '../sites/store.ts';
import { visitorOf } from '../visitors/commands.ts';

/** One person, or several who share the number. */
export interface Whose {
  contactId: string | null;
  sharedBy: string[];
}

export const NOBODY: Whose = { contactId: null, sharedBy: [] };

/** The person of a number; one that nobody knows begins a card. @param number E.164; empty: it is hidden */
export async function whoseNumber(context: Context, site: SiteRecord, number: string): Promise<Whose> {
  if (number === '') return NOBODY;
  const { visitor } = await visitorOf(context, site, {
    tokenIfNew: derivedName(context.config.secretKey, JSON.stringify(['call', site.id, number])),
    locale: site.locale,
    timeZone: site.timeZone,
    userAgent: '',
    address: '',
  });
  await context.store.contacts.update(visitor.contactId, { by: 'site', words: { phone: number } }, context.now());
  return { contactId: visitor.contactId, sharedBy: [] };
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
    const local = name.replace(/^sips?:/, '').replace(/@.*$/, '');
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
