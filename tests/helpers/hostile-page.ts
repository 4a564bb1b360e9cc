import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Watches a page for anything that somebody's words could have become. Call it before the page is opened. */
export interface HostileWatch {
  /** Expects that no script of theirs ran, no element of theirs stands, nothing asked, and nothing was fetched elsewhere. */
  expectQuiet(where: string): Promise<void>;
}

/** @param origins that the page may talk to */
export function watchHostile(page: Page, origins: readonly string[]): HostileWatch {
  const seen: string[] = [];
  page.on('dialog', dialog => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', popup => seen.push(`a window: ${popup.url()}`));
  page.on('download', download => seen.push(`a download: ${download.url()}`));
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = protocol === 'data:' || protocol === 'blob:' || origins.includes(origin);
    if (!isOwn) seen.push(`a request: ${request.url()}`);
  });
  page.on('framenavigated', frame => {
    if (frame.url() !== 'about:blank' && !origins.includes(new URL(frame.url()).origin))
      seen.push(`a page: ${frame.url()}`);
  });
  return {
    async expectQuiet(where) {
      for (const frame of page.frames()) seen.push(...(await frame.evaluate(theirs)));
      expect(seen.splice(0), where).toEqual([]);
    },
  };
}

/** In the page: everything that is not ours, in the document and in each open shadow root. */
function theirs(): string[] {
  const found: string[] = 'hostile' in window ? ['a script that ran'] : [];
  const tell = (what: string, each: Element) => found.push(`${what}: ${each.outerHTML.slice(0, 200)}`);
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const each of root.querySelectorAll('*')) {
      if (each.shadowRoot) roots.push(each.shadowRoot);
      // Their mark, as an attribute of whatever it is.
      if (each.hasAttribute('data-hostile') || each.localName.startsWith('x-')) tell('an element', each);
      if ([...each.attributes].some(({ name }) => name.startsWith('on'))) tell('a handler', each);
      if (['object', 'embed', 'base', 'math', 'video', 'template'].includes(each.localName)) tell('an element', each);
      for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href']) {
        const address = each.getAttribute(name);
        if (address === null) continue;
        const { protocol } = new URL(address, location.href);
        const isOpened = ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol);
        if (!isOpened && !(each.localName === 'img' && ['data:', 'blob:'].includes(protocol))) tell('an address', each);
        // A link of theirs must not give our page away, nor reach back into it.
        const isTheirs = each instanceof HTMLAnchorElement && isOpened && protocol.startsWith('http');
        if (isTheirs && new URL(address, location.href).origin !== location.origin && !/noopener/.test(each.rel))
          tell('a link without noopener', each);
      }
    }
  }
  return found;
}
