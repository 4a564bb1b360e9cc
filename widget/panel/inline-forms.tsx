/** Forms that stand in the page itself: `<div data-deskbell-form="callback">` is filled with one. */
import { render } from 'preact';
import type { PanelAnswer } from '../../protocol/sites.ts';
import type { FormKind } from '../forms/state.ts';
import { Desk, Notice } from './Desk.tsx';
import { followGround, forgetGround, themeOn } from './ground.ts';
import style from './inline-forms.css?inline';
import { LazyForm } from './LazyForm.tsx';
import { language } from './language.ts';
import { connect } from './link.ts';
import { settings } from './settings.ts';
import { ask, desk } from './site.ts';
import { addStyle, sheet } from './style.ts';
import { watching } from './value.ts';

addStyle(style);

/** By the page's elements: our shadow root in them, and what stood there before, such as a link for pages without scripts. */
const filled = new Map<HTMLElement, { root: ShadowRoot; fallback: ChildNode[] }>();

const grounds = () => [...filled.keys()];

/** Fills the page's placeholders that are not filled yet, and forgets those that the page has taken away. */
export function fillPlaceholders(): void {
  for (const [element, { root }] of filled) {
    if (element.isConnected) continue;
    render(null, root);
    filled.delete(element);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-deskbell-form]')) {
    if (filled.has(element)) continue;
    const host = document.createElement('desk-bell-form');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    host.addEventListener('focusin', connect);
    if (!filled.size) followGround(grounds, () => settings.change({}));
    filled.set(element, { root, fallback: [...element.childNodes] });
    element.replaceChildren(host);
    render(<InlineForm element={element} />, root);
    peek();
  }
}

/** Asks about the site without a socket, as nobody may ever touch the form. */
async function peek() {
  try {
    const { site, availability } = await ask<PanelAnswer>(`panel?locale=${language.now.code}`);
    // What a socket has said meanwhile is newer.
    if (!desk.now.site) desk.change({ site, availability });
  } catch {
    // The form works without it.
  }
}

/** Gives the page back what stood there. */
export function emptyPlaceholders(): void {
  for (const [element, { root, fallback }] of filled) {
    render(null, root);
    element.replaceChildren(...fallback);
  }
  filled.clear();
  forgetGround();
}

const InlineForm = watching([settings, language, desk], ({ element }: { element: HTMLElement }) => (
  <Desk theme={themeOn(element)}>
    <Notice />
    {!desk.now.isRefused && <LazyForm kind={element.dataset.deskbellForm as FormKind} />}
  </Desk>
));
