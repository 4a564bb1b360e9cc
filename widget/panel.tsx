/** @jsxRuntime classic */
/** @jsx h */
/**
 * The panel's entry: takes over from the launcher, answers the page's calls, draws, and takes everything away again.
 * It bundles the one Preact; what it loads later (forms, other locales) imports nothing from it.
 */
import { h, render } from './dom.ts';
import type { createForms } from './forms.tsx';
import { fill } from './i18n/index.ts';
import { code, speak, t, tag } from './language.ts';
import type { Calls, Options, Start } from './options.ts';
import * as state from './state.ts';
import css from './styles/panel.css?inline';
import * as times from './times.ts';
import { keepPlace } from './views/chat.tsx';
import { CLOSE, icon, TICK } from './views/icons.tsx';
import { Notice, PanelView } from './views/panel-view.tsx';

const here = import.meta.url;
/** As the launcher draws them, in a box of 28. */
const BELL = 'path("M3 21a11 11 0 0 1 22 0zm0 2h22v2H3zm8-17h6v2h-6z")';
const CROSS = 'path("M7 5l7 7 7-7 2 2-7 7 7 7-2 2-7-7-7 7-2-2 7-7-7-7z")';

let options: Options;
let host: HTMLElement;
let button: HTMLButtonElement;
let place: HTMLElement;
let sheet: CSSStyleSheet;
/** Ends every listener of a seat when it is left. */
let seated: AbortController | undefined;
/** Where the forms in the page are drawn, by the page's elements. */
const inline = new Map<HTMLElement, Element>();
let Form: ReturnType<typeof createForms> | undefined;
let isLoading = false;
let isAsked = false;
let focusBefore: HTMLElement | null;
let tries = 0;

const darkness = matchMedia('(prefers-color-scheme:dark)');
const { emit } = state;

/** Browsers remember a module that failed, so the second try is a new specifier. */
function load(chunk: string) {
  const url = new URL(`${chunk}.js`, here).href;
  return import(/* @vite-ignore */ url).catch(() => import(/* @vite-ignore */ `${url}?r=${++tries}`));
}

function draw() {
  if (!isAsked) queueMicrotask(paint);
  isAsked = true;
}

/** The forms chunk, on first use. It is handed our Preact, so that there is one however the chunk was loaded. */
function form(kind: state.FormKind) {
  if (Form) return Form(kind, state, t, tag);
  if (!isLoading)
    load('forms').then(
      module => {
        Form = (module.createForms as typeof createForms)({ h, tick: icon(TICK), fill, times, draw });
        draw();
      },
      () => {
        isLoading = false;
        emit('error', { code: 'LOAD_FAILED' });
      },
    );
  isLoading = true;
}

function paint() {
  isAsked = false;
  if (!seated) return;
  const isDark = options.theme === 'dark' || (options.theme !== 'light' && darkness.matches);
  const desk = (children: unknown) => (
    <div class={isDark ? 'desk dark' : 'desk'} lang={code} dir={code === 'ar' ? 'rtl' : 'ltr'}>
      {children as string}
    </div>
  );
  keepPlace(() => render(state.isOpen && desk(<PanelView form={form} close={close} />), place));
  for (const [element, mount] of inline)
    render(desk([<Notice />, form(element.dataset.deskbellForm as state.FormKind)]), mount);
  for (const each of [host, ...inline.keys()])
    each.style.setProperty('--site', options.accent ?? state.site?.accent ?? '#0b6b57');
  const unread = state.unread();
  button.ariaLabel = state.isOpen ? t.close : unread ? fill(t.unread, { n: unread }) : t.chat;
  button.ariaExpanded = `${state.isOpen}`;
  render(
    [<i class="mark" style={{ clipPath: state.isOpen ? CROSS : BELL }} />, unread > 0 && <b class="badge">{unread}</b>],
    button,
  );
}

function open(tab = state.tab) {
  const active = document.activeElement as HTMLElement | null;
  if (!state.isOpen) focusBefore = active === host ? button : active;
  state.start();
  state.setOpen(true, tab);
  paint();
  // On a touch screen focus in a field would bring the keyboard up over half of what was just opened.
  const field = !matchMedia('(pointer:coarse)').matches && place.querySelector<HTMLElement>('textarea,input');
  (field || place.querySelector<HTMLElement>('[role=dialog]')!).focus();
  emit('opened', tab);
}

function close() {
  if (!state.isOpen) return;
  state.setOpen(false);
  paint();
  focusBefore?.focus();
  emit('closed');
}

/** The part of the screen that the on-screen keyboard leaves. */
function fit() {
  place.style.cssText = `--height:${visualViewport!.height}px;--top:${visualViewport!.offsetTop}px`;
}

/** Puts things where the options say, and forms where the page wants them. */
async function arrange() {
  const { position, zIndex = '1e9', launcher, locale } = options;
  host.style.cssText = `--z:${+zIndex};--at:${position === 'start' ? '20px auto' : 'auto 20px'}`;
  place.className = `place ${position}`;
  button.hidden = !!launcher;
  for (const element of document.querySelectorAll<HTMLElement>('[data-deskbell-form]')) {
    if (inline.has(element)) continue;
    const own = element.appendChild(document.createElement('desk-bell-form'));
    const shadow = own.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    own.addEventListener('focusin', state.start);
    inline.set(element, shadow.appendChild(document.createElement('div')));
    state.peek();
  }
  draw();
  if (locale && locale !== code) {
    speak(await load(locale));
    draw();
  }
}

/** Fills a host: from here to `leave` there are elements, listeners and, once it is needed, a socket. */
function sit(newHost: HTMLElement) {
  host = newHost;
  const root = host.shadowRoot!;
  seated = new AbortController();
  const { signal } = seated;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  button = root.querySelector('button')!;
  button.className = 'bell';
  button.style.cssText = button.textContent = '';
  button.onclick = () => (state.isOpen ? close() : open());
  button.onpointerenter = button.onfocus = null;
  place = root.appendChild(document.createElement('div'));
  host.onkeydown = event => event.key === 'Escape' && close();
  darkness.addEventListener('change', draw, { signal });
  document.addEventListener('visibilitychange', state.read, { signal });
  addEventListener('storage', state.onStorage, { signal });
  visualViewport?.addEventListener('resize', fit, { signal });
  visualViewport?.addEventListener('scroll', fit, { signal });
  state.begin({
    key: options.site!,
    locale: () => code,
    url: path => new URL(`../../${path}`, here).href,
    draw,
  });
  arrange();
}

function leave() {
  state.setOpen(false);
  state.stop();
  seated?.abort();
  seated = undefined;
  for (const mount of [place, button, ...inline.values()]) render(null, mount);
  for (const element of inline.keys()) {
    element.querySelector('desk-bell-form')?.remove();
    element.style.removeProperty('--site');
  }
  inline.clear();
  host.remove();
}

export const start: Start = (words, dataset, firstHost, queue, boot, listen) => {
  /** The page's listeners, each with ours that hands it `detail`. */
  const hooks = new WeakMap<(detail: never) => void, EventListener>();
  let listening = new AbortController();

  function on(name: string, listener: (detail: never) => void, once?: boolean) {
    const hook = hooks.get(listener) ?? (event => listener((event as CustomEvent).detail as never));
    hooks.set(listener, hook);
    document.addEventListener(`deskbell:${name}`, hook, { once, signal: listening.signal });
    return () => document.removeEventListener(`deskbell:${name}`, hook);
  }

  const calls: Calls = {
    boot(more) {
      Object.assign(options, more);
      if (!seated) sit(boot());
    },
    shutdown() {
      listening.abort();
      listening = new AbortController();
      for (const type of ['click', 'readystatechange', 'deskbell:ready']) document.removeEventListener(type, listen);
      leave();
    },
    update(more) {
      Object.assign(options, more);
      arrange();
    },
    open,
    close,
    toggle: tab => (state.isOpen ? close() : open(tab)),
    show: () => calls.update({ launcher: undefined }),
    hide: () => calls.update({ launcher: 'none' }),
    identify: (user, proof) => state.identify(user, proof?.jwt),
    setAttributes: attributes => state.identify({ attributes }),
    reset: state.reset,
    track: name => state.track('event', name),
    page: (url, title = document.title) => state.track('page', title, url),
    on,
    once: (name, listener) => on(name, listener, true),
    off: (name, listener) => document.removeEventListener(`deskbell:${name}`, hooks.get(listener)!),
  };

  function call(name: string, ...args: unknown[]): unknown {
    try {
      return (calls as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!(...args);
    } catch {
      // An unknown name, arguments of another shape, a call after shutdown: the page hears of it and does not break.
      emit('error', { code: 'CALL_FAILED' });
    }
  }
  options = { ...dataset };
  speak(words);
  sit(firstHost);
  for (const [name, ...args] of queue.splice(0)) call(name as string, ...args);
  return call;
};
