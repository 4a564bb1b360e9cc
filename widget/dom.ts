/**
 * Draws views into the page: what the widget needs of Preact, in a seventh of its bytes. Views here are plain functions
 * of the state with no state of their own, so `h` calls a component at once, and drawing is one comparison of elements.
 * JSX is typed by Preact's types, which cost nothing. Only text nodes, attributes and properties are ever set: no HTML.
 */
import type { ComponentChildren, VNode } from 'preact';

type Props = Record<string, unknown>;
type Tag = string | ((props: never) => unknown);
/** An element or, with an empty tag, a text. `node` and `drawn` are there once it was drawn. */
interface Element {
  tag: string;
  props: Props;
  key?: unknown;
  children: unknown;
  node?: Node;
}
/** What stands in a parent, by place: nested lists are paths, and keys stand for positions. */
type Drawn = Map<string, Element>;

const drawn = new WeakMap<Node, Drawn>();

export function h(tag: Tag, props: Props | null, ...children: unknown[]): VNode {
  const given = props ?? {};
  return (
    typeof tag === 'function' ? tag({ ...given, children } as never) : { tag, props: given, key: given.key, children }
  ) as VNode;
}

/** Brings the children of `parent` to what `view` says; elements that stay keep their focus, caret and scroll position. */
export function render(view: ComponentChildren, parent: Node): void {
  const before = drawn.get(parent);
  const after: Drawn = new Map();
  place(view, '', after);
  drawn.set(parent, after);
  for (const [path, { node }] of before ?? []) if (!after.has(path)) (node as ChildNode).remove();
  let next = parent.firstChild;
  for (const [path, element] of after) {
    const { tag, props, children } = element;
    const old = before?.get(path);
    const node = old?.node ?? create(tag, parent);
    element.node = node;
    if (!tag) {
      if (node.nodeValue !== children) node.nodeValue = children as string;
    } else {
      for (const name in { ...old?.props, ...props }) set(node as HTMLElement, name, props[name], old?.props[name]);
      render(children as ComponentChildren, node);
    }
    if (node === next) next = node.nextSibling;
    else parent.insertBefore(node, next);
    (props.ref as ((node: Node) => void) | undefined)?.(node);
  }
}

function place(view: unknown, path: string, into: Drawn): void {
  if (Array.isArray(view))
    for (const [index, each] of view.entries()) place(each, `${path} ${each?.key ?? index}`, into);
  else if (view || view === 0) {
    const element = (view as Element).props ? (view as Element) : { tag: '', props: {}, children: `${view}` };
    into.set(path + element.tag, element);
  }
}

function create(tag: string, parent: Node): Node {
  if (!tag) return document.createTextNode('');
  return document.createElementNS(
    tag === 'svg' ? 'http://www.w3.org/2000/svg' : (parent as HTMLElement).namespaceURI,
    tag,
  );
}

function set(node: HTMLElement, name: string, value: unknown, old: unknown): void {
  const own = node as unknown as Props;
  // What people type and tick changes behind our back, so it is compared with the page and not with the last drawing.
  if (name === 'value' || name === 'checked') {
    if (own[name] !== value) own[name] = value;
  } else if (value === old || name === 'key' || name === 'ref') return;
  else if (name === 'defaultValue') {
    if (old === undefined) own[name] = value;
  } else if (/^on/.test(name)) own[name.toLowerCase()] = value;
  else if (value == null || (value === false && !/^aria/.test(name))) node.removeAttribute(name);
  else node.setAttribute(name, `${value}`);
}
