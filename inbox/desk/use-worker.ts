import { useEffect } from 'preact/hooks';
import { isInstalled } from '../features/push/installed.ts';
import type { Inbox } from '../inbox.ts';
import { useApp } from '../shell/app.ts';

/** Talks with the service worker from the moment on that there is one: where somebody wants to be told, or has the inbox as an app. */
export function useWorker(inbox: Inbox): void {
  const app = useApp();
  useEffect(() => {
    // Not there on plain http.
    const worker: ServiceWorkerContainer | undefined = navigator.serviceWorker;
    let link: Promise<{ stop(): void } | null> | undefined;
    function begin() {
      link ??= import('../features/push/link.ts').then(
        ({ linkWorker }) => linkWorker(app, inbox),
        () => null,
      );
    }
    if (worker && (worker.controller || isInstalled())) begin();
    worker?.addEventListener('controllerchange', begin);
    return () => {
      worker?.removeEventListener('controllerchange', begin);
      void link?.then(each => each?.stop());
    };
  }, [inbox]);
}
