import { codeOf, type Http } from '../../../shell/http.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import { callCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/**
 * Lets the telephone system ring every number of the page. All of them are `tel:` links, wherever they stand: where the agent has a
 * telephone at the telephone system, a press on one rings by that, and everywhere else by what the computer has for it.
 * @returns its own undo
 */
export function startDialling({ http, toasts }: { http: Http; toasts: Toasts }): () => void {
  const calls = callCalls(http);
  const underWay = new Set<string>();
  let canDial = false;

  function look() {
    calls.facts().then(
      facts => {
        canDial = facts.canDial;
      },
      () => undefined,
    );
  }

  async function dial(number: string, link: Element) {
    if (underWay.has(number)) return;
    underWay.add(number);
    link.setAttribute('aria-busy', 'true');
    try {
      const { refusal, problem } = await calls.dial(number);
      if (refusal === null) toasts.add(t('didDial'));
      else toasts.add(t(refusal, { problem }), { tone: 'failed' });
    } catch (error) {
      if (codeOf(error) === 'NOT_FOUND') toasts.add(t('noDoor'), { tone: 'failed' });
      else toasts.fail(error);
      look();
    } finally {
      underWay.delete(number);
      link.removeAttribute('aria-busy');
    }
  }

  function onClick(event: MouseEvent) {
    const link = (event.target as Element | null)?.closest?.('a[href^="tel:"]');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented) return;
    // An owner may have set it up meanwhile: the next press knows.
    if (!canDial) return look();
    event.preventDefault();
    void dial(decodeURIComponent(link.getAttribute('href')!.slice('tel:'.length)), link);
  }

  look();
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
