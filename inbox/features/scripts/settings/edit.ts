/** What an editor does to a script: pure, each gives a script that is changed. */
import { plain } from '../../../../protocol/script/turn.ts';
import type { Script, ScriptNode } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';

export type NodeWords = NonNullable<ScriptNode['words'][Locale]>;

export const NO_WORDS: NodeWords = { button: '', text: '', keywords: [] };

/** What a site begins with: an answer, and a question below it. */
export function firstScript(locale: Locale): Script {
  const first: ScriptNode = { id: 'start', words: {}, next: [], asksHelp: false };
  return addNode({ isOn: false, locales: [locale], nodes: [first] }, 'start').script;
}

export const nodeOf = ({ nodes }: Script, id: string): ScriptNode => nodes.find(each => each.id === id) ?? nodes[0]!;

/** What a node is called in lists: the words of its button, or else its answer's. @returns '' where it has none yet */
export function nameOfNode({ words }: ScriptNode, locale: Locale): string {
  const own = words[locale] ?? Object.values(words).find(each => each !== undefined);
  return own?.button || own?.text || '';
}

function changeNode(script: Script, id: string, change: Partial<ScriptNode>): Script {
  return { ...script, nodes: script.nodes.map(each => (each.id === id ? { ...each, ...change } : each)) };
}

export function setAsksHelp(script: Script, id: string, asksHelp: boolean): Script {
  return changeNode(script, id, { asksHelp });
}

export function setWords(script: Script, id: string, locale: Locale, change: Partial<NodeWords>): Script {
  const { words } = nodeOf(script, id);
  return changeNode(script, id, { words: { ...words, [locale]: { ...NO_WORDS, ...words[locale], ...change } } });
}

/** Keywords as they are typed, with commas of any script between them; the same one stands once. */
export function keywordsFrom(typed: string): string[] {
  const words = typed.split(/[,،፣、]/).map(each => each.trim().slice(0, 40));
  return words.filter((each, at) => each && words.findIndex(other => plain(other) === plain(each)) === at).slice(0, 20);
}

/** A question below an answer, which asks whether it helped, so that it is no dead end. */
export function addNode(script: Script, parentId: string): { script: Script; id: string } {
  const used = new Set(script.nodes.map(each => each.id));
  let number = script.nodes.length;
  while (used.has(`answer-${number}`)) number += 1;
  const id = `answer-${number}`;
  const made: ScriptNode = { id, words: {}, next: [], asksHelp: true };
  const parent = nodeOf(script, parentId);
  const changed = changeNode(script, parent.id, { next: [...parent.next, id] });
  return { script: { ...changed, nodes: [...changed.nodes, made] }, id };
}

/** Takes an answer away, with what only it led to. The first one stays. */
export function removeNode(script: Script, id: string): Script {
  const [first] = script.nodes;
  if (first!.id === id) return script;
  const without = script.nodes
    .filter(each => each.id !== id)
    .map(each => ({ ...each, next: each.next.filter(next => next !== id) }));
  const before = reached({ ...script }, first!.id);
  const after = reached({ ...script, nodes: without }, first!.id);
  // What nothing led to before is somebody's draft and stays.
  return { ...script, nodes: without.filter(each => after.has(each.id) || !before.has(each.id)) };
}

function reached(script: Script, from: string): Set<string> {
  const found = new Set([from]);
  for (const id of found) for (const next of script.nodes.find(each => each.id === id)?.next ?? []) found.add(next);
  return found;
}

/** The answer whose button leads to one; undefined: none does. */
export function parentOf({ nodes }: Script, id: string): ScriptNode | undefined {
  return nodes.find(({ next }) => next.includes(id));
}

/** Moves a question among those beside it. @param by -1 or 1; past either end it stays */
export function moveNode(script: Script, id: string, by: -1 | 1): Script {
  const parent = parentOf(script, id);
  const from = parent?.next.indexOf(id) ?? -1;
  const to = from + by;
  if (!parent || to < 0 || to >= parent.next.length) return script;
  const next = [...parent.next];
  next.splice(to, 0, ...next.splice(from, 1));
  return changeNode(script, parent.id, { next });
}

/** The last language stays. */
export function setLocale(script: Script, locale: Locale, isOn: boolean): Script {
  const locales = isOn ? [...script.locales, locale] : script.locales.filter(each => each !== locale);
  return locales.length === 0 ? script : { ...script, locales };
}

/** The answers in the order of an outline, each once, with how deep it stands; those that nothing leads to come last. */
export function outlineOf(script: Script): { node: ScriptNode; depth: number }[] {
  const seen = new Set<string>();
  const lines: { node: ScriptNode; depth: number }[] = [];
  function walk(id: string, depth: number) {
    const node = script.nodes.find(each => each.id === id);
    if (!node || seen.has(id)) return;
    seen.add(id);
    lines.push({ node, depth });
    for (const next of node.next) walk(next, depth + 1);
  }
  for (const { id } of script.nodes) walk(id, 0);
  return lines;
}
