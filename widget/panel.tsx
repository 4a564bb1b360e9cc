/** @jsxRuntime classic */
/** @jsx h */
/**
 * The panel's entry: takes over from the launcher, answers the page's calls, draws, and takes everything away again.
 * What it loads later (forms, other locales, the way by HTTP) imports nothing from it.
 */

import { fill } from '../protocol/words.ts';
import { h, render } from './dom.ts';
import type { createForms } from './forms.tsx';
import { code, speak, t, tag } from './language.ts';
import type { Calls, Options, Start } from './options.ts';
import { promiseOf } from './promise.ts';
import {
  begin,
  start as connect,
  emit,
  entries,
  errors,
  type FormKind,
  fail,
  identify,
  isDown,
  isOpen,
  loadSlots,
  onStorage,
  peek,
  read,
  reset,
  saved,
  sent,
  setOpen,
  site,
  slots,
  stop,
  submit,
  tab,
  timeZone,
  track,
  unread,
  waiting,
  write,
} from './state.ts';
import css from './styles/panel.css?inline';
import { clock, DATE, day, daysAway, format, near, period, span } from './times.ts';
import { keepPlace } from './views/chat.tsx';
import { icon, TICK } from './views/icons.tsx';
import { Notice, PanelView } from './views/panel-view.tsx';

const here = import.meta.url;
let options: Options;
let host: HTMLElement;
let button: HTMLButtonElement;
let place: HTMLElement;
let sheet: CSSStyleSheet;
/** Ends every listener of a seat when it is left. */
let seated: AbortController | undefined;
/** Where the forms in the page are drawn, by the page's elements, and what stood in those. */
const inline = new Map<HTMLElement, { mount: Element; fallback: ChildNode[] }>();
let Form: ReturnType<typeof createForms> | undefined;
let isLoading = false;
let isAsked = false;
let focusBefore: HTMLElement | null;
let tries = 0;

const darkness = matchMedia('(prefers-color-scheme:dark)');

/** Browsers remember a module that failed, so the second try is a new specifier. */
function load(chunk: string) {
  const url = new URL(`${chunk}.js`, here).href;
  return import(/* @vite-ignore */ url).catch(() => import(/* @vite-ignore */ `${url}?r=${++tries}`));
}

/** Paints before the browser goes on, unless somebody painted meanwhile. */
function draw() {
  if (!isAsked) queueMicrotask(() => isAsked && paint());
  isAsked = true;
}

/** The country whose clock the visitor's is, if one of their languages comes from there. */
function country() {
  const region = navigator.languages
    .map(
      each =>
        new Intl.Locale(each.split('@')[0]!).maximize() as Intl.Locale & { getTimeZones?(): string[] | undefined },
    )
    .find(each => each.getTimeZones?.()?.includes(timeZone()))?.region;
  return region && new Intl.DisplayNames([tag, 'en'], { type: 'region' }).of(region);
}

/** The forms chunk, on first use. It is handed what it needs, so that it imports nothing, however it was loaded. */
function form(kind: FormKind) {
  if (Form) return Form(kind, [t, saved, waiting, site, slots, isDown, sent, errors, promiseOf(entries), country()]);
  if (!isLoading)
    load('forms').then(
      module => {
        Form = (module.createForms as typeof createForms)([
          h,
          icon(TICK),
          fill,
          draw,
          timeZone(),
          write,
          submit,
          fail,
          loadSlots,
          format,
          DATE,
          near,
          clock,
          day,
          daysAway,
          span,
          period,
        ]);
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
  const root = host.shadowRoot!;
  const hadFocus = root.activeElement;
  // Before the log is measured: styles that change after that are worked out twice.
  for (const each of [host, ...inline.keys()])
    each.style.setProperty('--site', options.accent ?? site?.accent ?? '#0b6b57');
  const count = unread();
  button.ariaLabel = isOpen ? t.close : count ? fill(t.unread, { n: count }) : t.chat;
  button.ariaExpanded = `${isOpen}`;
  render([<i class={isOpen ? 'cross' : 'mark'} />, count > 0 && <b class="badge">{count}</b>], button);
  keepPlace(place, () => render(isOpen && desk(<PanelView form={form} close={close} />), place));
  // What had it was taken away: the keyboard stays in the dialog.
  if (hadFocus && !root.activeElement) place.querySelector<HTMLElement>('[role=dialog]')?.focus();
  for (const [element, { mount }] of inline)
    render(desk([<Notice />, form(element.dataset.deskbellForm as FormKind)]), mount);
}

function open(next = tab) {
  const active = document.activeElement as HTMLElement | null;
  if (!isOpen) focusBefore = active === host ? button : active;
  setOpen(true, next);
  paint();
  // On a touch screen focus in a field would bring the keyboard up over half of what was just opened.
  const field = !matchMedia('(pointer:coarse)').matches && place.querySelector<HTMLElement>('textarea,input');
  (field || place.querySelector<HTMLElement>('[role=dialog]')!).focus();
  emit('opened', next);
  // A task of its own: on a slow phone a socket takes as long as the drawing, and people wait for the field.
  setTimeout(() => isOpen && connect());
}

function close() {
  if (!isOpen) return;
  setOpen(false);
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
    const own = document.createElement('desk-bell-form');
    const shadow = own.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    own.addEventListener('focusin', connect);
    inline.set(element, {
      mount: shadow.appendChild(document.createElement('div')),
      fallback: [...element.childNodes],
    });
    element.replaceChildren(own);
    peek();
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
  button.onclick = () => (isOpen ? close() : open());
  button.onpointerenter = button.onfocus = null;
  place = root.appendChild(document.createElement('div'));
  host.onkeydown = event => {
    if (event.key === 'Escape') close();
  };
  darkness.addEventListener('change', draw, { signal });
  document.addEventListener('visibilitychange', read, { signal });
  addEventListener('storage', onStorage, { signal });
  visualViewport?.addEventListener('resize', fit, { signal });
  visualViewport?.addEventListener('scroll', fit, { signal });
  begin({
    key: options.site!,
    locale: () => code,
    url: path => new URL(`../../${path}`, here).href,
    draw,
    load,
  });
  arrange();
}

function leave() {
  setOpen(false);
  stop();
  seated?.abort();
  seated = undefined;
  for (const [element, { fallback }] of inline) {
    element.replaceChildren(...fallback);
    element.style.removeProperty('--site');
  }
  inline.clear();
  host?.remove();
  // Whoever holds one of these holds all that ever hung on it.
  host = button = place = focusBefore = 0 as never;
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
      if (seated) arrange();
    },
    open,
    close,
    toggle: next => (isOpen ? close() : open(next)),
    show: () => calls.update({ launcher: undefined }),
    hide: () => calls.update({ launcher: 'none' }),
    identify: (user, proof) => identify(user, proof?.jwt),
    setAttributes: attributes => identify({ attributes }),
    reset,
    track: name => track('event', name),
    page: (url, title = document.title) => track('page', title, url),
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
