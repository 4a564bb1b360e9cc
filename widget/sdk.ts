/**
 * Deskbell for pages that are bundled: the same widget, typed. It adds the launcher's script to the page, so whatever the
 * server runs is what visitors get. A site whose policy says `require-trusted-types-for 'script'` uses the tag instead:
 * no page under it may set a script's address.
 */
import { CALLS, type Calls, type Events, type User } from './calls.ts';
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

let loading: Promise<Calls> | undefined;

/**
 * Draws the launcher. Called again, as after `shutdown`, it boots what is there with the new options.
 * @returns every call of the widget, once its script is there
 * @throws Error when the script does not load; the next call tries again
 */
export async function boot({ server, nonce, ...options }: Setup): Promise<Calls> {
  if (loading) {
    const calls = await loading;
    calls.boot(options);
    return calls;
  }
  loading = addScript(new URL('deskbell.js', server.replace(/\/*$/, '/')).href, nonce, options);
  return loading;
}

function addScript(src: string, nonce: string | undefined, options: Options): Promise<Calls> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script.dataset, options);
    if (nonce) script.nonce = nonce;
    script.async = true;
    script.src = src;
    script.onload = () => {
      const call = (window as unknown as { deskbell(name: string, ...args: unknown[]): unknown }).deskbell;
      const calls = Object.keys(CALLS).map(name => [name, (...args: unknown[]) => call(name, ...args)]);
      resolve(Object.fromEntries(calls) as Calls);
    };
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error(`Deskbell's script did not load from ${src}: is the server running, and is its address right?`));
    };
    document.head.append(script);
  });
}
