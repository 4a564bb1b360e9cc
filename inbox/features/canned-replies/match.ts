import type { CannedReply } from '../../../protocol/canned-replies.ts';

const MAX_SHOWN = 8;

/** The word being typed after a slash, if the caret stands in one: at the start or after a space, so that URLs and dates are left alone. */
export function slashWord(text: string, caret: number): { start: number; query: string } | null {
  const match = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(0, caret));
  return match ? { start: caret - match[1]!.length - 1, query: match[1]! } : null;
}

/** Saved answers for what follows the slash: shortcuts that begin so, then those that have it inside, then texts. */
export function matchReplies(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = query.toLowerCase();
  const grade = ({ shortcut, text }: CannedReply) => {
    const at = shortcut.toLowerCase().indexOf(wanted);
    return at === 0 ? 0 : at > 0 ? 1 : text.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .map(reply => ({ reply, grade: grade(reply) }))
    .filter(each => each.grade < 3)
    .sort((a, b) => a.grade - b.grade || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .slice(0, MAX_SHOWN)
    .map(each => each.reply);
}

/** The text with the slash word replaced by the answer, and where the caret goes. */
export function insertReply(
  text: string,
  caret: number,
  start: number,
  reply: string,
): { text: string; caret: number } {
  return { text: text.slice(0, start) + reply + text.slice(caret), caret: start + reply.length };
}
