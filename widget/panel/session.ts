/** A visitor's session with one site: it begins the link, hears the server, and tells each room what concerns it. */
import type { VisitorNews } from '../../protocol/visitor.ts';
import { newClientId } from '../../protocol/wire/client-id.ts';
import { LIMITS, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import type { Problem } from '../advice.ts';
import type { User } from '../calls.ts';
import * as chat from '../features/chat/state.ts';
import { files } from '../features/files/load-files.ts';
import { clearForms, clearThanks, FORM_COMMANDS, fail, succeed } from '../forms/state.ts';
import type { Tab } from '../options.ts';
import { tryChunk } from './chunks.ts';
import { emit } from './events.ts';
import { language } from './language.ts';
import {
  type Command,
  closeLink,
  connect,
  deliver,
  forgetWaiting,
  isPassing,
  link,
  notify,
  openLink,
  refreshWaiting,
  type Waiting,
} from './link.ts';
import { openStorage, readSaved, save, saved, storageKey, write } from './saved.ts';
import { desk } from './site.ts';
import { timeZone } from './times.ts';
import { view } from './view.ts';

/**
 * Begins with what the browser has kept, and connects if this visitor is known already.
 * @param key the site's
 * @param server Deskbell's address, ending in a slash
 */
export function begin(key: string, server: string): void {
  desk.change({ key, server, site: null, availability: null, isRefused: false });
  readSaved();
  chat.clear();
  clearForms();
  files.loaded.now.chunk?.close();
  openLink(`${server.replace(/^http/, 'ws')}v1/visitor`, hello, hear, prepare);
  if (saved.now.token) connect();
}

export function end(): void {
  chat.stopTimers();
  files.loaded.now.chunk?.close();
  closeLink();
}

/** Forgets the visitor on this device. */
export function reset(): void {
  forgetWaiting();
  const storage = openStorage();
  for (const name of Object.keys(storage ?? {})) if (name.startsWith(storageKey())) storage!.removeItem(name);
  begin(desk.now.key, desk.now.server);
  if (view.now.isOpen) connect();
  chat.read();
}

/** They were erased: nobody is made of them anew before they open the panel again. */
function startEmpty(): void {
  hide();
  reset();
}

/** Another tab of the site has saved something. */
export function onStorage(): void {
  readSaved();
  refreshWaiting();
}

/** Opens the panel at a tab. */
export function show(tab: Tab = view.now.tab): void {
  look({ isOpen: true, tab });
}

export function hide(): void {
  look({ isOpen: false });
}

function look(change: Partial<typeof view.now>) {
  view.change(change);
  clearThanks();
  chat.read();
}

export function identify({ name, email, phone, attributes }: User, jwt?: string): void {
  deliver({ type: 'visitor.identify', clientId: newClientId(), name, email, phone, attributes, jwt });
  const { draft } = saved.now;
  write({ name: name ?? draft.name, phone: phone ?? draft.phone, reach: email ?? phone ?? draft.reach });
}

export function track(kind: 'page' | 'event', name: string, url = document.URL): void {
  notify({
    type: 'visitor.track',
    kind,
    name: name.slice(0, LIMITS.lineChars),
    url: url.slice(0, LIMITS.urlChars),
  });
}

function hello(): Command {
  return {
    type: 'hello',
    clientId: newClientId(),
    version: VISITOR_VERSION,
    site: desk.now.key,
    token: saved.now.token,
    locale: language.now.code,
    timeZone: timeZone(),
    page: {
      url: document.URL.slice(0, LIMITS.urlChars),
      title: document.title.slice(0, LIMITS.lineChars),
      referrer: document.referrer.slice(0, LIMITS.urlChars),
    },
    ...chat.held(),
  };
}

function hear(news: VisitorNews) {
  if (news.type === 'welcome') {
    desk.change({ site: news.site });
    save({ token: news.token ?? saved.now.token });
  }
  if ('availability' in news) {
    const { availability } = news;
    desk.change({ availability });
    emit('availability', availability);
  }
  chat.hear(news);
  if (news.type === 'ack' || (news.type === 'error' && !isPassing(news))) settle(news);
  if (news.type === 'error' && (news.code === 'SITE_UNKNOWN' || news.code === 'ORIGIN_REFUSED')) refuse(news.code);
  chat.read();
}

/** What names files goes when the server has them. @throws while nothing of it can be done */
async function prepare(command: Waiting): Promise<Waiting | undefined> {
  if (!command.files) return command;
  await files.load();
  return files.loaded.now.chunk!.prepare(command, hear);
}

/** The server takes nothing from this page: whoever made it reads why, and how to mend it. */
async function refuse(problem: Problem) {
  desk.change({ isRefused: true });
  const advice = await tryChunk('advice', () => import('../advice.ts'));
  advice?.run(problem);
}

/** What was on its way has arrived, or is refused for good. */
function settle(news: Extract<VisitorNews, { type: 'ack' | 'error' }>) {
  const command = link.now.waiting.find(({ clientId }) => clientId === news.ref);
  const kind = command && FORM_COMMANDS[command.type];
  files.loaded.now.chunk?.settle(news, kind);
  if (news.type === 'error') {
    if (command?.type === 'message.send') chat.fail(command);
    if (kind) fail(kind, news.fields ?? { '': news.code });
    // The visitor themself (SPEC PR3, PR4). Behind what the link does with the news.
    if (!command && news.code === 'ERASED') setTimeout(startEmpty);
    emit('error', { code: news.code });
  } else if (kind) {
    succeed(kind);
    emit('submitted', news.entry);
  }
}
