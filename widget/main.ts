/**
 * The launcher: one classic script in every page that has Deskbell, so each byte counts. It finds its own tag, draws the
 * button, keeps the page's calls, and loads the panel when somebody reaches for it (SPEC Q1..Q4). Until then: one
 * request, nothing stored, no socket. Everything that can wait until then is in panel.tsx.
 *
 * What looks odd here was measured: `Proxy` instead of a list of names, inline styles instead of a sheet, a letter of a
 * name that says whether a call needs the panel.
 */
import type { Dispatch, Start } from './options.ts';

/** Folder of the chunks, named by the hash of them all; put in by the build (vite.config.ts). */
declare const __CHUNKS__: string;

const script = document.currentScript as HTMLScriptElement;
const options = script.dataset;
const queue: unknown[][] = [];
let host: HTMLElement | undefined;
let button: HTMLButtonElement;
let loading: Promise<void> | 0;
let panel: Dispatch | undefined;
/** Grows with each failure: a browser remembers a module that failed, so the next try needs a new specifier. */
let suffix = '.js';

const load = (name: string) => import(/* @vite-ignore */ script.src.replace(/[^/]*$/, __CHUNKS__ + name + suffix));
const fetchPanel = () => {
  loading =
    loading ||
    Promise.all([
      load('panel'),
      // The option, the page's language, the browser's languages: the first of our six that is named.
      load(
        // `exec` joins the list with commas.
        /\b(en|ru|mn|ar|am|hi)\b/.exec([
          options.locale,
          document.documentElement.lang,
          navigator.languages,
          'en',
        ] as unknown as string)![0]!,
      ),
    ]).then(
      // In a task of its own: evaluating and drawing together would hold up the page.
      ([module, words]) =>
        void setTimeout(() => {
          panel = (module.start as Start)(words, options, host!, queue, boot, listen);
        }),
      () => {
        loading = 0;
        // One try by itself; after that each touch is one, and the mark says that something is wrong.
        suffix += '?r';
        if (suffix[6]) button.textContent = '!';
        else fetchPanel();
      },
    );
};
/** Not where people pay by the byte, or wait for each. */
const prefetch = () => {
  const link = (navigator as { connection?: { saveData: boolean; effectiveType: string } }).connection;
  if (!(link?.saveData || /2g/.test(link?.effectiveType as string))) fetchPanel();
};
/** Hears clicks on the page's own openers, and looks for reasons to load at once: a known visitor, a form in the page. */
const listen = (event: Event) => {
  const opener = (event.target as Element).closest?.<HTMLElement>('[data-deskbell-open]');
  if (opener) {
    event.preventDefault();
    deskbell('open', opener.dataset.deskbellOpen);
  }
  try {
    if (localStorage[`deskbell:${options.site}`] || document.querySelector('[data-deskbell-form]')) fetchPanel();
  } catch {
    // Storage is blocked.
  }
};
const make = (name: string, parent: Node, style: string) => {
  const element = parent.appendChild(document.createElement(name));
  // The same as setting `style.cssText`: no policy minds, since no markup is parsed.
  (element as { style: unknown }).style = style;
  return element;
};
/** Beside the body, not in it: pages replace, transform and hydrate their bodies. */
const boot = () => {
  host = make(
    'desk-bell',
    document.documentElement,
    `position:fixed!important;z-index:${options.zIndex || 1e9};bottom:20px!important;inset-inline-${options.position || 'end'}:20px!important`,
  );
  button = make(
    'button',
    host.attachShadow({ mode: 'open' }),
    `padding:14px;border:0;border-radius:50%;cursor:pointer;background:${options.accent || '#0b6b57'};color:#fff;color:contrast-color(${options.accent});box-shadow:0 4px 16px #0004`,
  ) as HTMLButtonElement;
  make(
    'div',
    button,
    'padding:14px;background:currentColor;clip-path:path("M3 21a11 11 0 0 1 22 0zm0 2h22v2H3zm8-17h6v2h-6z")',
  );
  button.ariaLabel = 'Chat';
  button.hidden = !!options.launcher;
  button.onclick = () => deskbell('open');
  button.onpointerenter = button.onfocus = prefetch;
  ['click', 'readystatechange', 'deskbell:ready'].map(type => document.addEventListener(type, listen));
  document.dispatchEvent(new Event('deskbell:ready'));
  if (options.open) deskbell('open', options.open);
  return host;
};
const deskbell: Dispatch & { ready?: Promise<void> } = (name, ...call) => {
  if (panel) {
    // The panel has them now, and may let them go.
    host = button = 0 as never;
    return panel(name, ...call);
  }
  if (name === 'boot') return host || boot();
  queue.push([name, ...call]);
  // Open, toggle, show, hide, update and shutdown need the panel; the others can wait for it.
  if (/h|[ou]p|gg/.test(name)) fetchPanel();
  return () => deskbell('off', ...call);
};
deskbell.ready = Promise.resolve();

declare global {
  interface Window {
    /** At first perhaps the page's own queue, then all of Deskbell. */
    deskbell?: { q?: Parameters<Dispatch>[] };
  }
}
const early = window.deskbell?.q || [];
window.deskbell = new Proxy(deskbell as Dispatch & Record<string | symbol, unknown>, {
  get: (target, name) => target[name] || ((...call: unknown[]) => target(name as string, ...call)),
}) as object;
if (!options.consent) boot();
early.map(call => deskbell(...call));
