import type { AgentPresence } from '../../../protocol/agents.ts';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import type { Suggestion } from '../../shell/Suggestions.tsx';
import { presenceText } from '../agents/presence-text.ts';
import { matchReplies, slashWord } from '../canned-replies/match.ts';
import { t as replyText } from '../canned-replies/words/index.ts';
import { atWord, matchColleagues } from '../mentions/match.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import type { DraftKind } from './drafts.ts';

/** What can be put in for the word at the caret. */
export interface Suggested {
  /** Where that word begins. */
  start: number;
  label: string;
  none: string;
  all: readonly (Suggestion & { text: string })[];
}

/** Saved answers after a slash; colleagues after an `@`, in a note. Null: the caret is in no such word, or nobody is called so. */
export function suggestedAt(
  { text, caret, kind }: { text: string; caret: number; kind: DraftKind },
  { replies, colleagues, now }: { replies: readonly CannedReply[]; colleagues: readonly AgentPresence[]; now: number },
): Suggested | null {
  const slash = slashWord(text, caret);
  if (slash) {
    const all = matchReplies(replies, slash.query).map(reply => ({
      id: reply.id,
      label: `/${reply.shortcut}`,
      detail: reply.text,
      text: reply.text,
    }));
    return { start: slash.start, label: replyText('savedAnswers'), none: replyText('savedAnswersNone'), all };
  }
  const at = kind === 'note' ? atWord(text, caret) : null;
  const found = at ? matchColleagues(colleagues, at.query) : [];
  // An `@` is a sign like others: where it names nobody, nothing comes between the words and Enter.
  if (!at || found.length === 0) return null;
  const all = found.map(agent => ({
    id: agent.id,
    label: agent.name,
    detail: presenceText(agent, now),
    text: `@${agent.name} `,
  }));
  return { start: at.start, label: mentionText('colleagues'), none: '', all };
}
