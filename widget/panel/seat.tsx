/** The widget's place in the page: everything it puts there, and that it takes away again. */
import { options as drawing, render } from 'preact';
import chatStyle from '../features/chat/chat.css?inline';
import type { Tab } from '../options.ts';
import { emit } from './events.ts';
import { connect } from './link.ts';
import panelStyle from './panel.css?inline';
import { begin, end, hide, show } from './session.ts';
import { isTouch, settings } from './settings.ts';
import { addStyle, sheet } from './style.ts';
import { view } from './view.ts';
import { Widget } from './Widget.tsx';

/** Deskbell's address: the chunks lie in `assets/HASH/` below it. */
const SERVER = import.meta.url.split('/').slice(0, -3).join('/');

let host: HTMLElement | null = null;
/** Ends every listener of a seat when it is left. */
let leaving: AbortController | null;
/** What had the focus when the panel opened, and has it back when it closes. */
export let focusBefore: HTMLElement | null = null;

addStyle(panelStyle + chatStyle);

/**
 * Fills a host: from here to `leave` there are elements, listeners and, once it is needed, a socket.
 * @returns what ends then
 */
export function sit(newHost: HTMLElement): AbortSignal {
  host = newHost;
  leaving = new AbortController();
  const { signal } = leaving;
  const root = host.shadowRoot!;
  root.adoptedStyleSheets = [sheet];
  host.style.cssText = '';
  // The launcher's own; the bell that takes its element over has others.
  const button = root.querySelector('button')!;
  button.onclick = button.onpointerenter = button.onfocus = null;
  host.addEventListener('keydown', ({ key, isComposing }) => {
    // An input method's own Escape ends what it composes.
    if (key === 'Escape' && !isComposing) close();
  });
  begin(settings.now.site!, `${SERVER}/`);
  render(<Widget onToggle={() => toggle()} onClose={close} />, root);
  place();
  return signal;
}

export function leave(): void {
  view.change({ isOpen: false });
  end();
  leaving!.abort();
  render(null, host!.shadowRoot!);
  host!.remove();
  // Whoever holds one of these holds all that ever hung on it.
  host = focusBefore = leaving = null;
}

/** Tells the style sheet where the options want the widget. */
export function place(): void {
  const { position, zIndex = 1e9 } = settings.now;
  const at = position === 'start' ? '20px auto' : 'auto 20px';
  host!.style.setProperty('--z', `${zIndex}`);
  host!.style.setProperty('--at', at);
}

export function open(tab: Tab = view.now.tab): void {
  const bell = host!.shadowRoot!.querySelector('button');
  const active = document.activeElement as HTMLElement | null;
  if (!view.now.isOpen) focusBefore = active === host ? bell : active;
  show(tab);
  // Behind the drawing, which has been asked for.
  queueMicrotask(() => {
    focusField();
    emit('opened', tab);
  });
  // A task of its own: on a slow phone a socket takes as long as the drawing, and people wait for the field.
  setTimeout(() => view.now.isOpen && connect());
}

export function close(): void {
  if (!view.now.isOpen) return;
  hide();
  focusBefore?.focus();
  focusBefore = null;
  emit('closed');
}

export function toggle(tab?: Tab): void {
  if (view.now.isOpen) close();
  else open(tab);
}

const dialog = () => host?.shadowRoot?.querySelector<HTMLElement>('[role=dialog]');

/** On a touch screen focus in a field would bring the keyboard up over half of what was just opened. */
export function focusField(): void {
  const field = !isTouch() && dialog()?.querySelector<HTMLElement>('textarea,input');
  (field || dialog())?.focus();
}

/** Where a drawing takes away what had the focus, the keyboard stays in the dialog. */
drawing.debounceRendering = draw =>
  queueMicrotask(() => {
    const root = host?.shadowRoot;
    const hadFocus = root?.activeElement;
    draw();
    if (hadFocus && !root!.activeElement) dialog()?.focus();
  });
