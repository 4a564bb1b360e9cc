/** Stretches of talk: where one ends and the next begins, and what the timeline says of each. Pure. */
import type { Conversation, TalkItem } from '../../../protocol/conversations.ts';
import type { Entry, EntryBody } from '../../../protocol/entries.ts';
import { filesOf } from '../files/rules.ts';
import { excerpt } from '../timeline/text.ts';

/** Ms of silence after which words begin something new: who writes in the evening and is answered in the morning goes on. */
export const SILENCE_MS = 12 * 3_600_000;
const MAX_NAMES = 3;

type Word = Entry & { body: Extract<EntryBody, { kind: 'message' | 'form' }> };

/**
 * The stretches of a run of entries, oldest first. A form begins one of its own; what the server says by itself begins none.
 * @param entries of one conversation, by number
 */
export function talksOf({ id, siteId }: Pick<Conversation, 'id' | 'siteId'>, entries: readonly Entry[]): TalkItem[] {
  const stretches: Word[][] = [];
  for (const word of entries) {
    if (!isWord(word)) continue;
    const last = stretches.at(-1);
    const isNew = !last || word.body.kind === 'form' || word.createdAt - last.at(-1)!.createdAt > SILENCE_MS;
    if (isNew) stretches.push([word]);
    else last.push(word);
  }
  return stretches.map(words => talkOf(id, siteId, words));
}

function isWord(entry: Entry): entry is Word {
  const { author, body } = entry;
  return author.kind !== 'system' && (body.kind === 'message' || body.kind === 'form');
}

function talkOf(conversationId: string, siteId: string, words: readonly Word[]): TalkItem {
  const [first] = words as [Word, ...Word[]];
  const asked = words.find(({ author }) => author.kind === 'visitor');
  const answers = words.filter(({ author }) => author.kind === 'agent');
  const answer = asked && answers.find(({ seq }) => seq > asked.seq);
  const names = answers.map(({ author }) => (author.kind === 'agent' ? author.name : ''));
  return {
    kind: 'talk',
    id: `${conversationId}.${first.seq}`,
    at: first.createdAt,
    conversationId,
    siteId,
    seq: first.seq,
    channel: first.body.kind === 'form' ? 'form' : first.body.mail ? 'email' : 'chat',
    by: first.author.kind === 'agent' ? 'agent' : 'visitor',
    text: textOf(first.body),
    agentNames: [...new Set(names)].slice(0, MAX_NAMES),
    answeredMs: asked && answer ? Math.max(0, answer.createdAt - asked.createdAt) : null,
  };
}

function textOf(body: Word['body']): string {
  const text = body.kind === 'form' ? body.message || body.subject : body.text;
  const names = filesOf(body).map(({ name }) => name);
  return excerpt(text || names.join(', '));
}
