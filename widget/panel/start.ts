/** The panel's entry: takes over from the launcher, and answers the page's calls from then on. */
import type { Calls } from '../calls.ts';
import type { Start } from '../handover.ts';
import { createListeners, emit } from './events.ts';
import { speak } from './language.ts';
import { arrange, close, isSeated, leave, open, sit, toggle } from './seat.tsx';
import { identify, reset, track } from './session.ts';
import { settings } from './settings.ts';

export const start: Start = ({ words, options, host, queue, drawLauncher, stopListening }) => {
  const { clear, ...listening } = createListeners();

  const calls: Calls = {
    boot(more) {
      settings.change(more ?? {});
      if (isSeated()) return;
      sit(drawLauncher());
      if (settings.now.open) open(settings.now.open);
    },
    shutdown() {
      clear();
      stopListening();
      leave();
    },
    update(more) {
      settings.change(more ?? {});
      if (isSeated()) arrange();
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
      return (calls[name as keyof Calls] as (...args: unknown[]) => unknown)(...args);
    } catch {
      // An unknown name, arguments of another shape, a call after shutdown: the page hears of it and does not break.
      emit('error', { code: 'CALL_FAILED' });
    }
  }

  settings.change({ ...options });
  speak(words);
  sit(host);
  for (const [name, ...args] of queue.splice(0)) call(name, ...args);
  return call;
};
