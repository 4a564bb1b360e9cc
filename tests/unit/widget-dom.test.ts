// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { h, render } from '../../widget/dom.ts';

let place: HTMLElement;
beforeEach(() => {
  place = document.createElement('div');
  document.body.replaceChildren(place);
});

describe('drawing', () => {
  test('user text is text, whatever it looks like', () => {
    render(h('p', null, '<img src=x onerror=alert(1)>'), place);
    expect(place.children.length).toBe(1);
    expect(place.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  test('elements stay when what surrounds them changes', () => {
    const view = (hasBar: boolean) => [hasBar && h('p', null, 'bar'), h('input', { id: 'name' })];
    render(view(false), place);
    const input = place.querySelector('input');
    render(view(true), place);
    expect([...place.children].map(each => each.tagName)).toEqual(['P', 'INPUT']);
    expect(place.querySelector('input')).toBe(input);
    render(view(false), place);
    expect(place.firstChild).toBe(input);
  });

  test('a key keeps its element wherever it goes in a list', () => {
    const list = (...keys: string[]) => keys.map(key => h('li', { key }, key));
    render(list('a', 'b', 'c'), place);
    const [a, b, c] = place.children;
    render(list('c', 'new', 'a', 'b'), place);
    expect(place.textContent).toBe('cnewab');
    expect([place.children[0], place.children[2], place.children[3]]).toEqual([c, a, b]);
    render(list('b'), place);
    expect([...place.children]).toEqual([b]);
  });

  test('what stays in place is not moved, so that a caret in it stays', () => {
    const list = (...keys: string[]) => keys.map(key => h('li', { key }, key));
    render(list('a', 'b'), place);
    const moved: Node[] = [];
    const insertBefore = place.insertBefore.bind(place);
    place.insertBefore = <T extends Node>(node: T, next: Node | null) => {
      moved.push(node);
      return insertBefore(node, next);
    };
    render(list('b', 'c'), place);
    expect(moved).toEqual([place.lastChild]);
  });

  test('attributes come and go; false is a word for aria only', () => {
    render(h('button', { disabled: true, 'aria-pressed': false, title: 'x' }), place);
    const button = place.querySelector('button')!;
    expect(button.disabled).toBe(true);
    expect(button.getAttribute('aria-pressed')).toBe('false');
    render(h('button', { disabled: false }), place);
    expect([...button.attributes]).toEqual([]);
  });

  test('a handler is the newest one', () => {
    const heard: string[] = [];
    render(h('button', { onClick: () => heard.push('old') }), place);
    render(h('button', { onClick: () => heard.push('new') }), place);
    place.querySelector('button')!.click();
    expect(heard).toEqual(['new']);
  });

  test('a value is set when the field differs from it, and a default value once', () => {
    render([h('input', { value: 'a' }), h('textarea', { defaultValue: 'b' })], place);
    const [input, area] = [place.querySelector('input')!, place.querySelector('textarea')!];
    input.value = 'typed';
    area.value = 'typed too';
    render([h('input', { value: 'a' }), h('textarea', { defaultValue: 'c' })], place);
    expect([input.value, area.value]).toEqual(['a', 'typed too']);
  });

  test('components are called with their children, and a ref gets the element with all that is in it', () => {
    const Frame = ({ children }: { children: unknown[] }) => h('section', null, children);
    const seen: unknown[] = [];
    render(h(Frame, null, h('b', { ref: (node: Node) => seen.push(node.nodeName, node.textContent) }, 1)), place);
    expect(place.querySelector('section > b')!.textContent).toBe('1');
    expect(seen).toEqual(['B', '1']);
  });

  test('pictures are drawn as SVG', () => {
    render(h('svg', null, h('path', { d: 'M0 0' })), place);
    expect(place.querySelector('path')!.namespaceURI).toBe('http://www.w3.org/2000/svg');
  });

  test('nothing takes everything away', () => {
    render([h('p', null, 'a'), 'b', 0], place);
    expect(place.textContent).toBe('ab0');
    render(null, place);
    expect(place.childNodes.length).toBe(0);
  });
});
