/** What is wrong with a script: pure, asked by the editor as it is written and by the server before it is on (SPEC SA5). */
import type { Script, ScriptNode } from '../scripts.ts';
import type { Locale } from '../wire/fields.ts';
import { plain } from './turn.ts';
import { SCRIPT_PHRASES } from './words.ts';

/**
 * `dead_end`: it leads nowhere, and does not ask whether it helped; `loop`: it leads back to itself; `unknown`: a button
 * leads to no answer; `unreachable`: no button leads to it; `twice`: another answer has its id; `no_text`, `no_button`: the
 * words are missing in a language; `same_button`: another button beside it says the same.
 */
export type ScriptFault =
  | 'dead_end'
  | 'loop'
  | 'unknown'
  | 'unreachable'
  | 'twice'
  | 'no_text'
  | 'no_button'
  | 'same_button';

export interface ScriptProblem {
  node: string;
  fault: ScriptFault;
  /** Of words: in which language. */
  locale?: Locale;
}

/** In the order of the answers; an empty list: it can be on. */
export function checkScript(script: Script): ScriptProblem[] {
  const { nodes } = script;
  const byId = new Map(nodes.map(each => [each.id, each]));
  const reached = reachedFrom(nodes[0]!, byId);
  return nodes.flatMap((node, index) => {
    const faults: ScriptProblem['fault'][] = [
      ...(nodes.findIndex(each => each.id === node.id) < index ? (['twice'] as const) : []),
      ...(node.next.some(id => !byId.has(id)) ? (['unknown'] as const) : []),
      ...(index > 0 && !reached.has(node.id) ? (['unreachable'] as const) : []),
      ...(leadsToItself(node, byId) ? (['loop'] as const) : []),
      ...(node.next.length === 0 && !node.asksHelp ? (['dead_end'] as const) : []),
    ];
    return [...faults.map(fault => ({ node: node.id, fault })), ...wordProblems(script, node, byId)];
  });
}

function wordProblems({ locales, nodes }: Script, node: ScriptNode, byId: ReadonlyMap<string, ScriptNode>) {
  return locales.flatMap((locale): ScriptProblem[] => {
    const words = node.words[locale];
    const phrases = SCRIPT_PHRASES[locale];
    const beside = node.next.map(id => byId.get(id)?.words[locale]?.button ?? '').filter(Boolean);
    const all = [...beside, phrases.person, phrases.startOver, phrases.yes, phrases.no].map(plain);
    const faults: ScriptProblem['fault'][] = [
      ...(words?.text ? [] : (['no_text'] as const)),
      ...(words?.button || node === nodes[0] ? [] : (['no_button'] as const)),
      ...(new Set(all).size < all.length ? (['same_button'] as const) : []),
    ];
    return faults.map(fault => ({ node: node.id, fault, locale }));
  });
}

function reachedFrom(from: ScriptNode, byId: ReadonlyMap<string, ScriptNode>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...from.next];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(byId.get(id)?.next ?? []));
  }
  return reached;
}

const leadsToItself = (node: ScriptNode, byId: ReadonlyMap<string, ScriptNode>) => reachedFrom(node, byId).has(node.id);
