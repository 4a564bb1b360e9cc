/** Whom a note names, told by its text: pure. */
import type { AgentPresence } from '../../../protocol/agents.ts';
import type { Mentioned } from '../../../protocol/mentions.ts';
import type { Piece } from '../../shell/Pieces.tsx';

const MAX_SHOWN = 8;
/** As many as the server takes; see `mentionIds` in protocol/mentions.ts. */
const MAX_NAMED = 20;

/** The word being typed after an `@`, if the caret stands in one: at the start or after a space, so that addresses are left alone. */
export function atWord(text: string, caret: number): { start: number; query: string } | null {
  const match = /(?:^|\s)@([^\s@]{0,40})$/u.exec(text.slice(0, caret));
  return match ? { start: caret - match[1]!.length - 1, query: match[1]! } : null;
}

/** Who may be named where a site's conversation is open: everybody who sees it but oneself. The server judges it again. */
export function colleaguesAt(all: readonly AgentPresence[], siteId: string, meId: string): AgentPresence[] {
  const sees = ({ role, siteIds }: AgentPresence) => role === 'owner' || (siteIds?.includes(siteId) ?? true);
  return all.filter(agent => !agent.isDisabled && agent.id !== meId && sees(agent));
}

/** Colleagues of whose name a word begins so; those who are here first. */
export function matchColleagues(colleagues: readonly AgentPresence[], query: string): AgentPresence[] {
  const wanted = query.toLowerCase();
  return colleagues
    .filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${wanted}`))
    .sort((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name))
    .slice(0, MAX_SHOWN);
}

/**
 * Ids of those whom a text names with an `@`. Of several with one name, those who were chosen from the list; where none
 * was, all of them.
 */
export function namedIn(text: string, colleagues: readonly AgentPresence[], chosen: ReadonlySet<string>): string[] {
  const names = new Set(mentionPieces([{ text }], colleagues).flatMap(piece => (piece.isMention ? [piece.text] : [])));
  const named = colleagues.filter(({ name }) => names.has(`@${name}`));
  const isMeant = ({ id, name }: AgentPresence) =>
    chosen.has(id) || !named.some(other => other.name === name && chosen.has(other.id));
  return named
    .filter(isMeant)
    .map(each => each.id)
    .slice(0, MAX_NAMED);
}

/** Marks the names in somebody's words. Of two that begin alike the longer one is meant; a name that goes on is another word. */
export function mentionPieces(pieces: readonly Piece[], mentions: readonly Mentioned[] | undefined): Piece[] {
  if (!mentions?.length) return [...pieces];
  const names = mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  return pieces.flatMap(piece => (piece.href ? [piece] : cut(piece.text, names)));
}

function cut(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = names.find(
      each => text.startsWith(each, at) && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(at + each.length)),
    );
    if (!name || /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(at - 2, 0), at))) continue;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ text: name, isMention: true });
    from = at + name.length;
    at = from - 1;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}
