/**
 * What the panel shows and does: the only file that talks to the connection. Views read these variables and call these
 * functions; every change asks for one new drawing. There is one panel in a page, so there is one of each.
 */

import type { Availability } from '../protocol/availability.ts';
import type { SlotsAnswer } from '../protocol/callbacks.ts';
import type { VisitorConversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import { hasGap, mergeEntries } from '../protocol/log.ts';
import type { PublicSite } from '../protocol/sites.ts';
import type { VisitorFrameInput, VisitorNews } from '../protocol/visitor.ts';
import { newClientId } from '../protocol/wire/client-id.ts';
import { type Connection, createConnection, PASSING } from '../protocol/wire/connection.ts';
import { LIMITS, PROTOCOL_VERSION } from '../protocol/wire/limits.ts';
import { createOutbox, type Durable, type Outbox } from '../protocol/wire/outbox.ts';
import type { Events, Tab, User } from './options.ts';
import { ring } from './ring.ts';
import { type Draft, openStorage, readSaved, type Saved, writeSaved } from './saved.ts';

/** What waits for its ack; a message has a text. */
export type Waiting = Durable & { text?: string };
export type FormKind = 'callback' | 'contact';
/** Codes by field; one that concerns no field stands under `''`. */
export type FieldErrors = Record<string, string>;
type Command = VisitorFrameInput & { clientId?: string };
type Without<Frame, Key extends string> = Frame extends unknown ? Omit<Frame, Key> : never;
/** What a form sends, before it gets its id. */
export type FormCommand = Without<
  Extract<VisitorFrameInput, { type: 'callback.request' | 'form.send' | 'callback.change' }>,
  'clientId'
>;

export interface Environment {
  /** The site's key. */
  key: string;
  locale(): string;
  /** Absolute address of a path on Deskbell's server. */
  url(path: string): string;
  /** Something changed. */
  draw(): void;
  /** A chunk of the widget, by the name of its source. */
  load<Chunk>(name: 'http-socket' | 'spare-storage'): Promise<Chunk>;
}

/** Not asked for while the panel is evaluated: the first use of `Intl` holds up a slow phone for 50 ms. */
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export let site: PublicSite | null;
export let availability: Availability | null;
export let conversation: VisitorConversation | null;
/** Oldest first. */
export let entries: readonly Entry[];
/** All that is on its way, of this tab and others, also what an earlier page left. */
export let waiting: Waiting[] = [];
/** Messages that the server will not take; the visitor may try again. */
export let failed: Waiting[];
export let hasEarlier: boolean;
/** An agent's words wait below what the reader looks at. */
export let hasNew: boolean;
/** The link is down, or the server can not keep anything just now. */
export let isDown: boolean;
/** Name of the agent who types, or empty. */
export let typing: string;
/** The agent's last words, for the live region. */
export let announced: string;
export let isOpen = false;
export let tab: Tab = 'chat';
export let errors: Partial<Record<FormKind, FieldErrors>>;
/** Forms that the server has kept since they were last shown. */
export let sent: Partial<Record<FormKind, boolean>>;
export let saved: Saved;

let environment: Environment;
let storage: Storage | null;
let outbox: Outbox;
let connection: Connection<Command, VisitorNews>;
/** The number up to which nothing is missing. */
let heldSeq: number;
let readSeq: number;
let reported = 0;
let isStarted: boolean;
let typedAt = 0;
let typingTimer: ReturnType<typeof setTimeout>;

const storageKey = () => `deskbell:${environment.key}`;
const draw = () => environment.draw();
export function emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void {
  document.dispatchEvent(new CustomEvent(`deskbell:${name}`, { detail }));
}

/** Begins with what the browser has kept, and connects if this visitor is known already. */
export function begin(its: Environment): void {
  environment = its;
  storage = openStorage();
  saved = readSaved(storage, storageKey());
  site = availability = conversation = null;
  clear();
  outbox = createOutbox(storageKey(), storage, refresh, () => its.load('spare-storage'));
  connection = createConnection<Command, VisitorNews>({
    url: its.url('v1/visitor').replace(/^http/, 'ws'),
    outbox,
    fallback: () => its.load('http-socket'),
    hello,
    onNews,
    onState(link) {
      if (link !== 'connecting' && link !== 'idle') isDown = link !== 'ready';
      draw();
    },
    onRefused(code) {
      if (code !== 'TOKEN_INVALID') return false;
      save({ token: undefined });
      return true;
    },
  });
  if (saved.token) start();
}

function clear() {
  entries = [];
  failed = [];
  errors = {};
  sent = {};
  hasEarlier = hasNew = isDown = isStarted = false;
  typing = announced = '';
  heldSeq = readSeq = 0;
}

function hello(): Command {
  return {
    type: 'hello',
    clientId: newClientId(),
    version: PROTOCOL_VERSION,
    site: environment.key,
    token: saved.token,
    locale: environment.locale(),
    timeZone: timeZone(),
    page: {
      url: location.href.slice(0, LIMITS.urlChars),
      title: document.title.slice(0, LIMITS.lineChars),
      referrer: document.referrer.slice(0, LIMITS.urlChars),
    },
    ...(conversation && { conversationId: conversation.id, afterSeq: heldSeq }),
  };
}

/** Connects, once. What an earlier page left in the outbox shows at once, connected or not. */
export function start(): void {
  if (isStarted) return;
  isStarted = true;
  connection.start();
  refresh();
}

async function refresh() {
  waiting = await outbox.all();
  draw();
}

export function stop(): void {
  clearTimeout(typingTimer);
  connection.stop();
  outbox.close();
}

/** Asks the server something about the site. @throws when it can not be asked */
async function ask(what: string) {
  return (await fetch(environment.url(`v1/sites/${environment.key}/${what}`))).json();
}

/** Times to be rung at, asked for anew when they are older than a minute. */
export let slots: SlotsAnswer | undefined;
let slotsAt = 0;
export async function loadSlots(): Promise<void> {
  if (Date.now() - slotsAt < 60_000) return;
  slotsAt = Date.now();
  try {
    slots = await ask('slots');
    draw();
  } catch {
    // Offline: "as soon as possible" can still be asked for.
  }
}

/** The site and who is there, without a socket: for a form in the page that nobody has touched. */
export async function peek(): Promise<void> {
  try {
    const answer = await ask(`panel?locale=${environment.locale()}`);
    site ??= answer.site;
    availability ??= answer.availability;
    draw();
  } catch {
    // The form works without it.
  }
}

function save(change: Partial<Saved>): void {
  Object.assign(saved, change);
  writeSaved(storage, storageKey(), saved);
}
export function setMuted(isMuted: boolean): void {
  save({ isMuted });
  draw();
}
export function write(change: Partial<Draft>): void {
  save({ draft: { ...saved.draft, ...change } });
  draw();
}
/** Another tab of the site has saved something. */
export function onStorage(): void {
  saved = readSaved(storage, storageKey());
  refresh();
}

function deliver(command: Command & Durable) {
  start();
  // Acks and refusals are heard in onNews, where those of an earlier page come in too.
  connection.deliver(command).catch(() => {});
}

/** @param clientId of a message that failed and is tried again */
export function send(text: string, clientId = newClientId()): void {
  failed = failed.filter(each => each.clientId !== clientId);
  deliver({ type: 'message.send', clientId, text });
  typedAt = 0;
}

/** Keeps the draft, and tells the agent that somebody types: no oftener than keeps the mark alive. */
export function type(text: string): void {
  // Not drawn: the field has it already, and a long conversation takes its time.
  save({ draft: { ...saved.draft, text } });
  const isTyping = !!text.trim();
  if (isTyping ? Date.now() - typedAt < LIMITS.typingMs / 2 : !typedAt) return;
  typedAt = isTyping ? Date.now() : 0;
  connection.notify({ type: 'typing.set', isTyping });
}

/** Sends a form, or a change of a callback. What was typed stays until the server has it. */
export function submit(kind: FormKind, command: FormCommand): void {
  delete errors[kind];
  deliver({ ...command, clientId: newClientId() });
}

export function fail(kind: FormKind, wrong: FieldErrors): void {
  errors[kind] = wrong;
  draw();
}

/** Whether the site has the tab; all of them until it says. */
export const isOffered = (each: Tab) => !site || site.channels.includes(each === 'contact' ? 'form' : each);

export function setOpen(isNowOpen: boolean, nextTab = tab): void {
  isOpen = isNowOpen;
  tab = nextTab;
  // The thanks were read.
  sent = {};
  read();
  draw();
}

export function setHasNew(isTrue: boolean): void {
  hasNew = isTrue;
  draw();
}

/** Takes what was typed along to another way of being answered. */
export function moveTo(kind: FormKind): void {
  const { text, topic, message } = saved.draft;
  if (text) write({ text: '', ...(kind === 'contact' ? { message: message || text } : { topic: topic || text }) });
  setOpen(true, kind);
}

const isUnread = ({ seq, author, body }: Entry) => author.kind === 'agent' && body.kind === 'message' && seq > readSeq;
export const unread = () => entries.filter(isUnread).length;
/** Something is kept for as long as the page lives, and no longer. */
export const isForgetful = () => !outbox.isDurable && !!waiting[0];

/** Marks everything as seen, if it can be seen, and tells what the server does not know: also what was read without a link. */
export function read(): void {
  if (isOpen && tab === 'chat' && !document.hidden && unread()) readSeq = entries.at(-1)!.seq;
  if (conversation && readSeq > conversation.visitorReadSeq) {
    conversation.visitorReadSeq = readSeq;
    connection.notify({ type: 'read.set', seq: readSeq });
  }
  if (reported === unread()) return;
  reported = unread();
  emit('unread', reported);
  draw();
}

export async function loadEarlier(): Promise<void> {
  if (!hasEarlier) return;
  hasEarlier = false;
  try {
    const answer = await connection.request({
      type: 'history.get',
      clientId: newClientId(),
      beforeSeq: entries[0]!.seq,
    });
    hasEarlier = (answer as Extract<VisitorNews, { type: 'history' }>).hasEarlier;
  } catch {
    hasEarlier = true; // The link dropped; scrolling up asks again.
  }
  draw();
}

export function identify({ name, email, phone, attributes }: User, jwt?: string): void {
  deliver({ type: 'visitor.identify', clientId: newClientId(), name, email, phone, attributes, jwt });
  const draft = saved.draft;
  write({ name: name ?? draft.name, phone: phone ?? draft.phone, reach: email ?? phone ?? draft.reach });
}

export function track(kind: 'page' | 'event', name: string, url = location.href): void {
  connection.notify({
    type: 'visitor.track',
    kind,
    name: name.slice(0, LIMITS.lineChars),
    url: url.slice(0, LIMITS.urlChars),
  });
}

/** Forgets the visitor on this device. */
export function reset(): void {
  connection.stop();
  for (const { clientId } of waiting) outbox.remove(clientId);
  for (const name of Object.keys(storage ?? {})) if (name.startsWith(storageKey())) storage!.removeItem(name);
  begin(environment);
  if (isOpen) start();
  read();
}

function onNews(news: VisitorNews): void {
  const { type } = news;
  if (type === 'welcome') {
    site = news.site;
    save({ token: news.token ?? saved.token });
  }
  if ('availability' in news) {
    availability = news.availability;
    emit('availability', availability);
  }
  if ('isFresh' in news) {
    const { isFresh } = news;
    if (isFresh) {
      entries = [];
      heldSeq = readSeq = 0;
    }
    if (!entries.length) hasEarlier = news.hasEarlier;
    add(news.entries);
    // What is missing below this number is not for visitors' eyes.
    heldSeq = Math.max(heldSeq, news.conversation?.lastSeq ?? 0);
  }
  if (type === 'history') add(news.entries);
  if ('conversation' in news) {
    conversation = news.conversation;
    readSeq = Math.max(readSeq, conversation?.visitorReadSeq ?? 0);
  }
  if (type === 'typing') setTyping(news.isTyping ? news.name : '');
  if ('entry' in news && news.entry) addLive(news.entry, news.previousSeq);
  if (type === 'ack' || type === 'error') {
    const isPassing = type === 'error' && PASSING.includes(news.code);
    isDown = isPassing;
    if (!isPassing) settle(news);
  }
  read();
  draw();
}

const FORM_OF: Record<string, FormKind> = {
  'callback.request': 'callback',
  'callback.change': 'callback',
  'form.send': 'contact',
  'contact.send': 'contact',
};

/** What was on its way has arrived, or is refused for good. */
function settle(news: Extract<VisitorNews, { type: 'ack' | 'error' }>) {
  const command = waiting.find(({ clientId }) => clientId === news.ref);
  const kind = FORM_OF[command?.type as string] as FormKind;
  if (news.type === 'error') {
    if (command?.text) failed.push(command);
    if (kind) errors[kind] = news.fields ?? { '': news.code };
    emit('error', { code: news.code });
  } else if (kind) {
    sent[kind] = true;
    write({ topic: '', subject: '', message: '', startAt: null });
    emit('submitted', news.entry);
  }
}

function setTyping(name: string) {
  clearTimeout(typingTimer);
  typing = name;
  if (name) typingTimer = setTimeout(setTyping, LIMITS.typingMs, '');
  draw();
}

function add(more: readonly Entry[]) {
  entries = mergeEntries(entries, more);
}

/** @param previousSeq of the entry before it that a visitor may see */
function addLive(entry: Entry, previousSeq = entry.seq - 1) {
  const { seq, author, body } = entry;
  const isNew = !entries.some(each => each.seq === seq);
  add([entry]);
  if (hasGap(heldSeq, previousSeq)) {
    // Resumed by onNews; without a link the next welcome brings it.
    connection.request({ type: 'conversation.resume', clientId: newClientId(), afterSeq: heldSeq }).catch(() => {});
  }
  heldSeq = Math.max(heldSeq, seq);
  if (!isNew || author.kind !== 'agent' || body.kind !== 'message') return;
  setTyping('');
  announced = `${author.name}: ${body.text}`;
  if (!saved.isMuted && !(isOpen && document.hasFocus())) ring();
  emit('message', entry);
}
