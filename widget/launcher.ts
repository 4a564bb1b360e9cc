/**
 * The launcher: one classic script in every page that has Deskbell. It finds its own tag, draws the button, keeps the
 * page's calls, and loads the panel when somebody reaches for it (SPEC Q1..Q4). Until then: one request, nothing stored,
 * no socket. Everything that can wait until then is in panel/.
 */
import type { Locale } from '../protocol/wire/fields.ts';
import { LOCALES } from '../protocol/wire/limits.ts';
import { type Calls, NEEDS_PANEL } from './calls.ts';
import type { Call, Dispatch, Start } from './handover.ts';
import type { Words } from './i18n/index.ts';
import type { Options } from './options.ts';

/** Folder of the panel's chunks on the server, named by the hash of them all; put in by the build (vite.config.ts). */
declare const __CHUNKS__: string;

const HOST_STYLE = 'position:fixed!important;bottom:20px!important';
const BUTTON_STYLE =
  'padding:14px;border:0;border-radius:50%;cursor:pointer;color:#fff;box-shadow:0 4px 16px #0004;forced-color-adjust:none';
const BELL_STYLE =
  'padding:14px;background:currentColor;clip-path:path("M3 21a11 11 0 0 1 22 0zm0 2h22v2H3zm8-17h6v2h-6z")';

const script = document.currentScript as HTMLScriptElement;
const options: Options = script.dataset;
const queue: Call[] = [];
let host: HTMLElement | undefined;
let panel: Dispatch | undefined;
let loading: Promise<void> | undefined;
/** How often each chunk was asked for in vain. */
const failures: Record<string, number> = {};

/**
 * Loads a chunk by its name; one that fails is asked for once more. A browser remembers a module that failed, so each
 * further try is in another folder, which the server answers alike: whatever the chunk imports then comes from there too,
 * and nothing is loaded twice.
 */
function load(chunk: string, isLastTry = false): Promise<unknown> {
  const times = failures[chunk] ?? 0;
  const folder = times ? `${__CHUNKS__}.${times}` : __CHUNKS__;
  return import(/* @vite-ignore */ script.src.replace(/[^/]*$/, `${folder}/${chunk}.js`)).catch(error => {
    failures[chunk] = times + 1;
    if (isLastTry) throw error;
    return load(chunk, true);
  });
}

/** The first language that the tag, the page or the browser names and we speak. */
function chooseLocale(): Locale {
  const wanted = [options.locale, document.documentElement.lang, ...navigator.languages];
  const isOurs = (language?: string): language is Locale => LOCALES.includes(language as Locale);
  return wanted.map(tag => tag?.split('-')[0]).find(isOurs) ?? 'en';
}

function loadPanel(): void {
  if (loading) return;
  loading = Promise.all([load('panel'), load(chooseLocale())]).then(
    ([module, words]) => {
      // In a task of its own: evaluating and drawing together would hold up the page.
      setTimeout(() => {
        const { start } = module as { start: Start };
        panel = start({ words: words as Words, options, host: host!, queue, drawLauncher, stopListening });
        // The panel has it now, and may let it go.
        host = undefined;
      });
    },
    () => {
      // The mark says that something is wrong, and the next touch tries again.
      loading = undefined;
      host!.shadowRoot!.querySelector('button')!.textContent = '!';
    },
  );
}

/** Loads before the click; not where people pay by the byte, or wait for each. */
function prefetch(): void {
  const { connection } = navigator as { connection?: { saveData: boolean; effectiveType: string } };
  if (!connection?.saveData && !connection?.effectiveType?.includes('2g')) loadPanel();
}

/** A visitor who is known already, or a form in the page, is a reason to load at once. */
function lookForReason(): void {
  try {
    if (localStorage[`deskbell:${options.site}`] || document.querySelector('[data-deskbell-form]')) loadPanel();
  } catch {
    // Storage is blocked.
  }
}

/** A click on one of the page's own openers. */
function openFromPage(event: Event): void {
  const opener = (event.target as Element).closest?.<HTMLElement>('[data-deskbell-open]');
  if (!opener) return;
  event.preventDefault();
  deskbell('open', opener.dataset.deskbellOpen);
}

function stopListening(): void {
  document.removeEventListener('click', openFromPage);
  document.removeEventListener('readystatechange', lookForReason);
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, parent: Node, style: string) {
  const element = parent.appendChild(document.createElement(tag));
  // No markup is parsed, so no policy minds.
  element.style.cssText = style;
  return element;
}

/** Beside the body, not in it: pages replace, transform and hydrate their bodies. */
function drawLauncher(): HTMLElement {
  const { accent = '#0b6b57', position = 'end', zIndex = 999_999_999, launcher } = options;
  const place = `z-index:${zIndex};inset-inline-${position}:20px!important`;
  const host = make('desk-bell' as 'div', document.documentElement, `${HOST_STYLE};${place}`);
  const colours = `background:${accent};color:contrast-color(${accent})`;
  const button = make('button', host.attachShadow({ mode: 'open' }), `${BUTTON_STYLE};${colours}`);
  make('div', button, BELL_STYLE);
  button.ariaLabel = 'Chat';
  button.hidden = !!launcher;
  button.onclick = () => deskbell('open');
  button.onpointerenter = button.onfocus = prefetch;
  document.addEventListener('click', openFromPage);
  document.addEventListener('readystatechange', lookForReason);
  lookForReason();
  document.dispatchEvent(new Event('deskbell:ready'));
  return host;
}

function boot(): void {
  if (host) return;
  host = drawLauncher();
  if (options.open) queue.push(['open', options.open]);
  // Those that came before may need the panel, which comes only now.
  for (const call of queue.splice(0)) deskbell(...call);
}

function deskbell(...call: Call): unknown {
  const [name, ...args] = call;
  if (panel) return panel(...call);
  if (name === 'boot') return boot();
  queue.push(call);
  if (host && NEEDS_PANEL[name as keyof Calls]) loadPanel();
  // What `on` and `once` return; nobody asks the others.
  return () => deskbell('off', ...args);
}

declare global {
  interface Window {
    /** At first perhaps the page's own queue, then all of Deskbell. */
    deskbell?: Partial<Calls> & { q?: Call[] };
  }
}
const early = window.deskbell?.q ?? [];
const methods = Object.keys(NEEDS_PANEL).map(name => [name, (...args: unknown[]) => deskbell(name, ...args)]);
window.deskbell = Object.assign(deskbell, Object.fromEntries(methods) as Calls, { ready: Promise.resolve() });
if (!options.consent) boot();
for (const call of early) deskbell(...call);
