/**
 * The launcher: one classic script in every page that has Deskbell. It finds its own tag, draws the button, keeps the
 * page's calls, and loads the panel when somebody reaches for it (SPEC Q1..Q4). Until then: one request, nothing stored,
 * no socket. Everything that can wait until then is in panel/.
 */
import type { Locale } from '../protocol/wire/fields.ts';
import { LOCALES } from '../protocol/wire/limits.ts';
import type * as Advice from './advice.ts';
import { CALLS, type Calls, LASTING, URGENT } from './calls.ts';
import type { Call, Dispatch, Start } from './handover.ts';
import type { Words } from './i18n/index.ts';
import type { Options } from './options.ts';

/** Folder of the panel's chunks on the server, named by the hash of them all; put in by the build (vite.config.ts). */
declare const __CHUNKS__: string;

const FORM = '[data-deskbell-form]';
/**
 * For the bell's own root, whose host it names in each rule, and for the page. There a form's place says when it is there,
 * however it came: by this animation, or by one of its own, which this one yields to.
 */
const STYLE =
  '@media print{:host{display:none!important}}' +
  // Clear of what the device itself has at its edges.
  ':host{position:fixed!important;bottom:20px!important;margin:0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)!important}' +
  ':host button{padding:14px;border:0;border-radius:50%;cursor:pointer;background:var(--site);color:#fff;color:contrast-color(var(--site));box-shadow:0 4px 16px #0004;forced-color-adjust:none}' +
  ':host i{display:block;padding:14px;background:currentColor;clip-path:path("M3 21a11 11 0 0 1 22 0zm0 2h22v2H3zm8-17h6v2h-6z")}' +
  `@keyframes desk-bell{to{--desk-bell:0}}:where(${FORM}){animation:desk-bell 1s}`;

/** Its tag; a module is no current script. */
const script = (document.currentScript ?? document.querySelector('script[src*="deskbell.js"]')) as HTMLScriptElement;
const sheet = new CSSStyleSheet();
/** What the tag says, or else the page, or else the script's address: tag managers drop what they do not know. */
const options: Options = {
  ...Object.fromEntries(new URL(script.src).searchParams),
  ...window.deskbellOptions,
  ...script.dataset,
};
/** Calls that wait for the panel, in their order. */
let queue: Call[] = [];
let host: HTMLElement | undefined;
let panel: Dispatch | undefined;
let loading: Promise<unknown> | undefined;
/** The last folder that chunks are asked for in. */
let lastFolder = 1;

/**
 * Loads a chunk by its name. A browser remembers a module that failed, so one that does is asked for in another folder, which
 * the server answers alike: whatever the chunk imports then comes from there too, and nothing is loaded twice.
 */
function load(chunk: string, last = lastFolder, number = 0): Promise<unknown> {
  const folder = number ? `${__CHUNKS__}.${number}` : __CHUNKS__;
  return import(/* @vite-ignore */ new URL(`${folder}/${chunk}.js`, script.src).href).catch(error => {
    if (number === last) throw error;
    return load(chunk, last, number + 1);
  });
}

/** The first language that the tag, the page or the browser names and we speak. */
function chooseLocale(): Locale {
  const wanted = [options.locale, document.documentElement.lang, ...navigator.languages];
  const isOurs = (language?: string): language is Locale => LOCALES.includes(language as Locale);
  return wanted.map(tag => tag?.split('-')[0]).find(isOurs) ?? 'en';
}

/** Loads the panel for a bell that is drawn. */
function loadPanel(): void {
  loading ??= Promise.all([load('panel'), load(chooseLocale())]).then(
    // In a task of its own: evaluating and drawing together would hold up the page.
    ([module, words]) => setTimeout(startPanel, 0, module, words),
    () => {
      // The mark says that something is wrong, and the next touch tries again.
      lastFolder += 1;
      loading = undefined;
      if (host) host.shadowRoot!.querySelector('button')!.textContent = '!';
    },
  );
}

function startPanel({ start }: { start: Start }, words: Words): void {
  // Shut down meanwhile, and perhaps drawn and asked for again.
  if (!host || panel) return;
  panel = start({ words, options, host });
  for (const call of queue.splice(0)) deskbell(...call);
}

/** Loads before the click; not where people pay by the byte, or wait for each. */
function prefetch(): void {
  const { connection } = navigator as { connection?: { saveData: boolean; effectiveType: string } };
  if (!connection?.saveData && !connection?.effectiveType?.includes('2g')) loadPanel();
}

/** Runs a chunk of its own, as few pages need it: `advice` tells whoever made the page what is wrong with it. */
function run(chunk: string, problem?: Advice.Problem): void {
  load(chunk)
    .then(module => (module as typeof Advice).run(problem!))
    .catch(() => {});
}

/** A click on one of the page's own openers, in whatever shadow root, and whoever keeps clicks to himself. */
function openFromPage(event: Event): void {
  const path = event.composedPath() as HTMLElement[];
  const opener = path.find(({ dataset }) => dataset?.deskbellOpen !== undefined);
  if (!opener) return;
  event.preventDefault();
  // Behind what the page does with the click, such as closing its menu.
  setTimeout(deskbell, 0, 'open', opener.dataset.deskbellOpen);
}

/** Beside the body, not in it: pages replace, transform and hydrate their bodies. */
function draw(): void {
  const { accent = '#0b6b57', position = 'end', zIndex = 1e9, launcher } = options;
  host = document.documentElement.appendChild(document.createElement('desk-bell'));
  // No markup is parsed, so no policy minds.
  host.style.cssText = `--site:${accent};z-index:${zIndex};inset-inline-${position}:20px!important`;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const button = root.appendChild(document.createElement('button'));
  // As the panel's own: it takes both over, and a press that began before ends as a click on the same.
  button.append(document.createElement('i'));
  button.ariaLabel = 'Chat';
  button.hidden = !!launcher;
  button.onclick = () => {
    // Seen at once, however long the panel takes; that draws the button anew.
    button.style.opacity = '.6';
    deskbell('open');
  };
  button.onpointerenter = button.onfocus = prefetch;
  document.addEventListener('click', openFromPage, true);
  document.dispatchEvent(new Event('deskbell:ready'));
}

/** Draws the bell, unless it is there. A form in the page or a visitor who is known is a reason to load the panel at once. */
function boot(more?: Options): void {
  Object.assign(options, more);
  if (!options.site) {
    run('advice', 'SITE_MISSING');
    return;
  }
  if (!host) draw();
  // Who draws a whole document anew takes out what he does not know.
  else if (!host.isConnected) document.documentElement.append(host);
  try {
    const isWanted = options.open || document.querySelector(FORM);
    if (isWanted || localStorage[`deskbell:${options.site}`]) loadPanel();
  } catch {
    // Storage is blocked.
  }
}

/** Takes away what was drawn, and what waited for it. The panel has left before. */
function shutdown(): void {
  document.removeEventListener('click', openFromPage, true);
  host?.remove();
  host = panel = loading = undefined;
  queue = queue.filter(([name]) => CALLS[name as keyof Calls] === LASTING);
}

/** Answers a call of the page: by the panel, or once it is there. */
function deskbell(...call: Call): unknown {
  const [name, ...args] = call;
  // What `on` and `once` return; nobody asks the others.
  let answer: unknown = () => deskbell('off', ...args);
  if (name === 'withdraw') {
    queue = [];
    run(name);
    return deskbell('shutdown');
  }
  if (name === 'boot') boot(args[0] as Options);
  if (panel) answer = panel(...call);
  else queue.push(call);
  if (name === 'shutdown') shutdown();
  // One that came before the boot may be what needs it.
  if (host && queue.some(([each]) => CALLS[each as keyof Calls] === URGENT)) loadPanel();
  return answer;
}

declare global {
  interface Window {
    /** At first perhaps the page's own queue, then all of Deskbell, and the site's key. */
    deskbell?: Partial<Calls> & { q?: Call[]; site?: string };
    /** The tag's options, for pages that can not write them into the tag. */
    deskbellOptions?: Options;
  }
}

/** The script runs again where its tag stands twice, or in what a page exchanges: the first one goes on. */
const first = window.deskbell;
if (first?.boot) {
  if (first.site !== options.site) run('advice', 'SITES_DIFFER');
} else {
  const global = Object.assign(deskbell as Dispatch & Calls, { site: options.site, ready: Promise.resolve() });
  for (const name in CALLS) global[name as 'open'] = (...args) => deskbell(name, ...args);
  window.deskbell = global;
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  document.addEventListener('animationstart', ({ target }) => {
    if (host && (target as Element).matches(FORM)) loadPanel();
  });
  // Now all of the page is there, and drawn by who draws it.
  addEventListener('load', () => {
    if (host) boot();
  });
  if (!options.consent) boot();
  for (const call of first?.q ?? []) deskbell(...call);
}
