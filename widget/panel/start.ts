/** The panel's entry: takes over from the launcher, and answers the page's calls from then on. */
import type { Calls } from '../calls.ts';
import type { Start } from '../handover.ts';
import { tryChunk } from './chunks.ts';
import { createListeners, emit } from './events.ts';
import { speak } from './language.ts';
import { close, leave, open, place, sit, toggle } from './seat.tsx';
import { identify, reset, track } from './session.ts';
import { settings } from './settings.ts';

export const start: Start = ({ words, options, host }) => {
  const { clear, ...listening } = createListeners();

  const calls: Omit<Calls, 'withdraw'> = {
    boot: more => calls.update(more),
    shutdown() {
      clear();
      leave();
    },
    update(more) {
      settings.change(more ?? {});
      place();
    },
    open,
    close,
    toggle,
    show: () => calls.update({ launcher: undefined }),
    hide: () => calls.update({ launcher: 'none' }),
    identify: (user, proof) => identify(user, proof?.jwt),
    setAttributes: attributes => identify({ attributes }),
    reset,
    track: name => track('event', name),
    page: (url, title = document.title) => track('page', title, url),
    ...listening,
  };

  function call(name: string, ...args: unknown[]): unknown {
    try {
      return (calls[name as keyof typeof calls] as (...args: unknown[]) => unknown)(...args);
    } catch {
      // An unknown name, arguments of another shape: the page hears of it and does not break.
      emit('error', { code: 'CALL_FAILED' });
    }
  }

  settings.change({ ...options });
  speak(words);
  attend(host, sit(host));
  if (settings.now.open) open(settings.now.open);
  return call;
};

/** What the page does while it stands concerns us, but nothing of it in the first moment. */
async function attend(host: HTMLElement, leaving: AbortSignal) {
  const page = await tryChunk('host-page', () => import('./host-page.ts'));
  if (!leaving.aborted) page?.attend(host, leaving);
}
