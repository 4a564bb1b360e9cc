/** Whom a note names: pure (SPEC MN1, MN2). */
import { hash } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type { Entry, EntryBody } from '../../../protocol/entries.ts';
import type { Mentioned } from '../../../protocol/mentions.ts';
import { AppError } from '../../app-error.ts';
import { maySee } from '../../sight.ts';
import type { MentionRecord } from './store.ts';

/** Who is named in an entry. */
export function mentionedIn(body: EntryBody): readonly Mentioned[] {
  return body.kind === 'note' ? (body.mentions ?? []) : [];
}

/** What is kept of an entry for those whom it names. */
export function mentionsOf({ conversationId, seq, body, createdAt }: Entry, siteId: string): MentionRecord[] {
  return mentionedIn(body).map(({ id: agentId }) => ({
    id: hash('sha256', `${conversationId} ${seq} ${agentId}`, 'base64url'),
    agentId,
    siteId,
    conversationId,
    seq,
    at: createdAt,
    isRead: false,
  }));
}

/**
 * Those who are named, by their names of now; each once.
 * @throws AppError FIELD_INVALID for one who is not there, is disabled, or may not see the site
 */
export function mentionable(
  ids: readonly string[],
  siteId: string,
  staff: { find(id: string): Agent | undefined },
): Mentioned[] {
  return [...new Set(ids)].map(id => {
    const agent = staff.find(id);
    if (agent && !agent.isDisabled && maySee(agent, siteId)) return { id, name: agent.name };
    throw new AppError('FIELD_INVALID', 'mentions names somebody who can not see this conversation.', {
      fields: { mentions: 'FIELD_INVALID' },
    });
  });
}
