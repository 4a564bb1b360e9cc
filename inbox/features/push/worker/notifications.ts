/** What is pushed, on the screen. */
import type { PushMessage } from '../../../../protocol/push.ts';
import { askPage } from './said.ts';
import { type OpenPage, rootOf, type WorkerScope } from './scope.ts';

type Scope = Pick<WorkerScope, 'location' | 'registration' | 'clients' | 'navigator'>;

/** What can not be read is shown all the same: a browser takes the right to push away from who is silent too often. */
const UNREADABLE: PushMessage = { title: 'Deskbell', body: '', url: 'inbox', tag: 'desk', locale: 'en' };

/** Shows what came; quietly, where somebody looks at it already. */
export async function show(scope: Scope, data: { json(): unknown } | null): Promise<void> {
  const { title, body, url, tag, locale } = read(data) ?? UNREADABLE;
  const root = rootOf(scope);
  const place = placeAt(root, url);
  const isSeen = await isLookedAt(scope, place);
  await scope.registration.showNotification(title, {
    body,
    // One for each conversation: the newest words replace those before.
    tag,
    renotify: !isSeen,
    silent: isSeen,
    lang: locale,
    dir: locale === 'ar' ? 'rtl' : 'ltr',
    icon: `${root}inbox/icon-192.png`,
    badge: `${root}inbox/badge-96.png`,
    data: place,
  });
  await count(scope);
}

/** Leads to what a notification is about: in the window that is there, or in a new one. */
export async function open(scope: Scope, notification: Notification): Promise<void> {
  notification.close();
  await count(scope);
  const place = placeAt(rootOf(scope), notification.data);
  for (const page of await ownPages(scope)) {
    if (!(await askPage(page, { type: 'open', url: place }))) continue;
    // Last: a click allows one window to be brought in front, and where it allows none the page is led all the same.
    await page.focus().catch(() => undefined);
    return;
  }
  await scope.clients.openWindow(place);
}

async function isLookedAt(scope: Scope, url: string): Promise<boolean> {
  const looked = (await ownPages(scope)).filter(page => page.focused);
  const answers = await Promise.all(looked.map(page => askPage(page, { type: 'shows', url })));
  return answers.includes(true);
}

/** Windows with the inbox in them, first what is in front. */
async function ownPages(scope: Scope): Promise<OpenPage[]> {
  const all = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const rank = (page: OpenPage) => (page.focused ? 0 : page.visibilityState === 'visible' ? 1 : 2);
  return all.filter(page => isInbox(rootOf(scope), page.url)).sort((one, two) => rank(one) - rank(two));
}

/** How many there are to be looked at, on the app's icon; an open page says it better a moment later. */
async function count({ registration, navigator }: Scope): Promise<void> {
  const shown = (await registration.getNotifications()).length;
  // Where there are no badges, or the system refuses them, the notifications are there.
  await navigator.setAppBadge?.(shown).catch(() => undefined);
}

/** Nothing that comes from outside leads out of the inbox. */
function placeAt(root: string, url: unknown): string {
  const place = URL.canParse(String(url), root) ? new URL(String(url), root).href : '';
  return isInbox(root, place) ? place : `${root}inbox`;
}

function isInbox(root: string, url: string): boolean {
  return /^(?:[/?#]|$)/.test(url.slice(`${root}inbox`.length)) && url.startsWith(`${root}inbox`);
}

function read(data: { json(): unknown } | null): PushMessage | null {
  try {
    const message = data?.json() as Partial<PushMessage> | null | undefined;
    const isWhole = message?.title && message.tag && message.url && message.locale;
    return isWhole ? { ...UNREADABLE, ...message } : null;
  } catch {
    return null;
  }
}
