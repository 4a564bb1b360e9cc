/** Forms that stand in the page itself: `<div data-deskbell-form="callback">` is filled with one. */
import { render } from 'preact';
import type { PanelAnswer } from '../../protocol/sites.ts';
import type { Tab } from '../options.ts';
import { deskOf, Notice } from './Desk.tsx';
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

type FormKind = Exclude<Tab, 'chat'>;

interface Filled {
  kind: FormKind;
  /** It has the form in its shadow root. */
  host: HTMLElement;
  /** Lets what the page has there be seen again, such as a link for pages without scripts. */
  empty(): void;
}

/** By the page's elements. */
const filled = new Map<HTMLElement, Filled>();

const grounds = () => [...filled.keys()];

/** Pages that are morphed keep our element, and put their own things back into it. */
const changes = new MutationObserver(fillPlaceholders);

/** Fills the page's placeholders that are not filled yet, and forgets those that the page has taken away or changed. */
export function fillPlaceholders(): void {
  for (const [element, { kind, host, empty }] of filled) {
    if (host.isConnected && element.dataset.deskbellForm === kind) continue;
    render(null, host.shadowRoot!);
    empty();
    filled.delete(element);
  }
  if (!filled.size) forgetGround();
  for (const element of document.querySelectorAll<HTMLElement>('[data-deskbell-form]')) {
    if (filled.has(element)) continue;
    const kind = element.dataset.deskbellForm as FormKind;
    const host = document.createElement('desk-bell-form');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    host.addEventListener('focusin', connect);
    if (!filled.size) followGround(grounds, () => settings.change({}));
    filled.set(element, { kind, host, empty: put(host, element) });
    changes.observe(element, { childList: true, attributeFilter: ['data-deskbell-form'] });
    render(<InlineForm element={element} kind={kind} />, root);
    peek();
  }
}

/** Of the page's elements that we gave one; an element keeps it for its whole life. */
const shadows = new WeakMap<Element, ShadowRoot>();

/**
 * Puts a form into an element's shadow, over what the page has there: frameworks that hydrate, clone or morph the element find
 * its children as they made them. One that can have no shadow, or has one, gets it instead of its children.
 * @returns takes it away again
 */
function put(host: HTMLElement, element: HTMLElement): () => void {
  try {
    const shadow = shadows.get(element) ?? element.attachShadow({ mode: 'open' });
    shadows.set(element, shadow);
    shadow.replaceChildren(host);
    // A slot shows the children.
    return () => shadow.replaceChildren(document.createElement('slot'));
  } catch {
    const children = [...element.childNodes];
    element.replaceChildren(host);
    return () => host.replaceWith(...children);
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
  changes.disconnect();
  for (const { host, empty } of filled.values()) {
    render(null, host.shadowRoot!);
    empty();
  }
  filled.clear();
  forgetGround();
}

interface InlineFormProps {
  element: HTMLElement;
  kind: FormKind;
}
const InlineForm = watching([settings, language, desk], ({ element, kind }: InlineFormProps) => (
  <div {...deskOf(themeOn(element))}>
    <Notice />
    {!desk.now.isRefused && <LazyForm kind={kind} />}
  </div>
));
