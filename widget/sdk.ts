/**
 * Deskbell for pages that are bundled: the same widget, typed. It adds the launcher's script to the page, so whatever the
 * server runs is what visitors get. A site whose policy says `require-trusted-types-for 'script'` uses the tag instead:
 * no page under it may set a script's address.
 */
import { CALLS, type Calls, type Events, type User } from './calls.ts';
import type { Call } from './handover.ts';
import type { Options } from './options.ts';

export type { Calls, Events, Options, User };

export interface Setup extends Options {
  /** Where Deskbell runs: `https://chat.shop.example`. */
  server: string;
  /** The site's public key. */
  site: string;
  /** Of the page's Content-Security-Policy. */
  nonce?: string;
}

/** The page's global: at first a queue, which Deskbell takes over when its script has come. */
interface Global {
  (...call: Call): unknown;
  q?: Call[];
  /** Of Deskbell itself. */
  ready?: Promise<void>;
}
const page = () => window as Window & { deskbell?: Global };

const methods = Object.keys(CALLS).map(name => [name, (...args: unknown[]) => callWithUndo(name, ...args)]);
/**
 * Every call of the widget, to be made at any time: before its script is there they wait, in their order. So a page may boot,
 * shut down and boot again in one go, as frameworks do when they try an effect twice.
 */
export const deskbell = Object.fromEntries(methods) as Calls;

let loading: Promise<Calls> | undefined;

/**
 * Draws the launcher. Called again, as after `shutdown`, it boots what is there with the new options.
 * @returns every call of the widget, once its script is there. It rejects with an Error when the script does not load, which
 *   who does not wait for it need not catch; the next call tries again
 */
export function boot({ server, nonce, ...options }: Setup): Promise<Calls> {
  // By the page's own tag.
  if (page().deskbell?.ready) loading ??= Promise.resolve(deskbell);
  if (loading) {
    call('boot', options);
    return loading;
  }
  loading = addScript(server, nonce, options);
  loading.catch(() => undefined);
  return loading;
}

function call(...call: Call): unknown {
  const q: Call[] = [];
  page().deskbell ??= Object.assign((...early: Call) => q.push(early), { q });
  return page().deskbell!(...call);
}

/** What `on` and `once` return; a queue knows of no undo. */
function callWithUndo(name: string, ...args: unknown[]): unknown {
  const undo = call(name, ...args);
  return undo instanceof Function ? undo : () => call('off', ...args);
}

function addScript(server: string, nonce: string | undefined, options: Options): Promise<Calls> {
  return new Promise((resolve, reject) => {
    const src = new URL('deskbell.js', `${server}${server.endsWith('/') ? '' : '/'}`).href;
    const script = document.createElement('script');
    for (const [name, value] of Object.entries(options)) if (value !== undefined) script.dataset[name] = value;
    if (nonce) script.nonce = nonce;
    script.async = true;
    script.src = src;
    script.onload = () => resolve(deskbell);
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error(`Deskbell's script did not load from ${src}: is the server running, and is its address right?`));
    };
    document.head.append(script);
  });
}
