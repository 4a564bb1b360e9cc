import { onTestFinished, vi } from 'vitest';

export interface Wanted {
  permission?: NotificationPermission;
  /** What the agent answers when the browser asks. */
  answer?: NotificationPermission;
  /** The key of a subscription that is there already, base64url. */
  subscribedBy?: string;
  /** What the browser's push service says. */
  subscribe?: () => void;
}

const bytesOf = (key: string) => Uint8Array.from(Buffer.from(key, 'base64url')).buffer;

/** Gives the page a browser that can push, whose push service is the test. */
export function browserWithPushes(wanted: Wanted = {}) {
  const registered: unknown[][] = [];
  const toWorker: unknown[] = [];
  const closed: string[] = [];
  const badges: number[] = [];
  let made = 0;

  function subscriptionBy(key: string) {
    const endpoint = `https://push.example/${++made}`;
    return {
      endpoint,
      options: { applicationServerKey: bytesOf(key) },
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: async () => {
        subscription = null;
        return true;
      },
    };
  }
  let subscription = wanted.subscribedBy ? subscriptionBy(wanted.subscribedBy) : null;

  const registration = {
    active: { postMessage: (said: unknown) => void toWorker.push(said) },
    getNotifications: async ({ tag }: { tag?: string }) => [{ close: () => void closed.push(tag ?? 'all') }],
    pushManager: {
      getSubscription: async () => subscription,
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        wanted.subscribe?.();
        subscription = subscriptionBy(applicationServerKey);
        return subscription;
      },
    },
  };
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: null as object | null,
    ready: Promise.resolve(registration),
    startMessages: () => undefined,
    getRegistration: async () => registration,
    register: async (...how: unknown[]) => {
      registered.push(how);
      return registration;
    },
  });
  const notification = Object.assign(() => undefined, {
    permission: wanted.permission ?? 'default',
    requestPermission: async () => {
      notification.permission = wanted.answer ?? 'granted';
      return notification.permission;
    },
  });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('PushManager', Object);
  vi.stubGlobal('Notification', notification);
  Object.assign(navigator, {
    setAppBadge: async (count: number) => void badges.push(count),
    clearAppBadge: async () => void badges.push(0),
  });
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    for (const name of ['serviceWorker', 'setAppBadge', 'clearAppBadge']) Reflect.deleteProperty(navigator, name);
  });
  return {
    serviceWorker,
    registered,
    toWorker,
    closed,
    badges,
    subscription: () => subscription,
    /** What the worker says to the page. @returns what the page answers */
    ask(said: object): Promise<unknown> {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise(resolve => {
        port1.onmessage = ({ data }) => {
          port1.close();
          resolve(data);
        };
      });
      serviceWorker.dispatchEvent(Object.assign(new Event('message'), { data: said, ports: [port2] }));
      return answer;
    },
  };
}
