/**
 * What a service worker finds around it, as far as ours uses it: the pages' own types and the workers' can not stand in one
 * program, and tests bring a world of their own.
 */
export interface WorkerScope {
  location: { href: string };
  registration: WorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  caches: CacheStorage;
  navigator: Partial<Badging>;
  fetch: typeof fetch;
  skipWaiting(): Promise<void>;
  addEventListener<Type extends keyof WorkerEvents>(type: Type, heard: (event: WorkerEvents[Type]) => void): void;
}

/** A number on the app's icon, where the system shows one. */
export interface Badging {
  setAppBadge(count?: number): Promise<void>;
  clearAppBadge(): Promise<void>;
}

export interface WorkerRegistration extends Pick<ServiceWorkerRegistration, 'pushManager' | 'getNotifications'> {
  showNotification(title: string, options: ShownOptions): Promise<void>;
}

/** With what TypeScript's library leaves out, as not all browsers know it. */
export type ShownOptions = NotificationOptions & { renotify?: boolean };

/** One of our windows. */
export interface OpenPage {
  url: string;
  focused: boolean;
  visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** The browser keeps the worker alive until what it waits for is done. */
interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

interface WorkerEvents {
  install: Lasting;
  activate: Lasting;
  fetch: Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
  message: Lasting & { data: unknown };
  push: Lasting & { data: { json(): unknown } | null };
  notificationclick: Lasting & { notification: Notification };
  pushsubscriptionchange: Lasting & {
    oldSubscription?: PushSubscription | null;
    newSubscription?: PushSubscription | null;
  };
}

/** Where everything of this server lives, with a slash at its end; the worker is at `inbox/worker.js` below it. */
export function rootOf({ location }: Pick<WorkerScope, 'location'>): string {
  return new URL('../', location.href).href;
}
