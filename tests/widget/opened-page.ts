/** A page of the widget without anything drawn: its state, and the server's end of its one socket. */
import { beforeEach, expect, vi } from 'vitest';
import type { EntryBody, VisitorEntry } from '../../protocol/entries.ts';
import type { VisitorFrame, VisitorNews } from '../../protocol/visitor.ts';
import * as english from '../../widget/i18n/en.ts';
import { type Welcome, welcomeOf } from '../helpers/welcome.ts';

export class Server {
  static all: Server[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly heard: VisitorFrame[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Server.all.push(this);
  }
  send(text: string) {
    this.heard.push(JSON.parse(text));
  }
  close() {}
  /** The last command of this type. */
  last<Type extends VisitorFrame['type']>(type: Type) {
    return this.heard.findLast(frame => frame.type === type) as Extract<VisitorFrame, { type: Type }> | undefined;
  }
  tell(news: VisitorNews) {
    this.onmessage!({ data: JSON.stringify(news) });
  }
  welcome(more: Partial<Welcome> = {}) {
    this.onopen!();
    this.tell(welcomeOf(this.last('hello')!.clientId, { token: 'token', ...more }));
  }
}

/** What the page has loaded: fresh for each, as its state is that of one page. */
async function loadModules() {
  const [session, link, chat, forms, ways, { desk }, { saved, write }, { view }, { speak }, { files }] =
    await Promise.all([
      import('../../widget/panel/session.ts'),
      import('../../widget/panel/link.ts'),
      import('../../widget/features/chat/state.ts'),
      import('../../widget/forms/state.ts'),
      import('../../widget/features/chat/other-ways.tsx'),
      import('../../widget/panel/site.ts'),
      import('../../widget/panel/saved.ts'),
      import('../../widget/panel/view.ts'),
      import('../../widget/panel/language.ts'),
      import('../../widget/features/files/load-files.ts'),
    ]);
  return { session, link, chat, forms, ways, desk, saved, write, view, speak, files };
}
export let page: Awaited<ReturnType<typeof loadModules>>;
/** What the page shows at this moment. */
export const now = () => ({
  ...page.link.link.now,
  ...page.chat.chat.now,
  ...page.forms.forms.now,
  ...page.desk.now,
  ...page.view.now,
  saved: page.saved.now,
});
/** What the page around it was told since it was opened. */
export let events: [name: string, detail: unknown][];
export const server = () => Server.all.at(-1)!;
export const talk = {
  id: 'c',
  status: 'open' as const,
  assignee: null,
  lastSeq: 0,
  agentReadSeq: 0,
  visitorReadSeq: 0,
};

export function entry(
  seq: number,
  text: string,
  from: 'visitor' | 'agent' = 'visitor',
  clientId: string | null = null,
): VisitorEntry {
  const author = from === 'agent' ? { kind: from, id: 'a', name: 'Sarnai' } : { kind: from };
  return { conversationId: 'c', seq, clientId, author, body: { kind: 'message', text } as EntryBody, createdAt: seq };
}
export const texts = () => now().entries.map(({ body }) => (body.kind === 'message' ? body.text : body.kind));

/** A page is opened: fresh modules over the same storage. */
export async function openPage(): Promise<void> {
  vi.resetModules();
  page = await loadModules();
  page.speak(english);
  page.session.begin('k', 'https://desk.example/');
}
/** The command of this type, once the page has sent it. */
export const sent = <Type extends VisitorFrame['type']>(type: Type) =>
  vi.waitFor(() => {
    const command = server().last(type);
    if (!command) throw new Error(`wanted ${type}, the page sent ${server().heard.map(each => each.type)}`);
    return command;
  });
/** Waits until the page shows it so. */
export const becomes = (shown: () => unknown, wanted: unknown) => vi.waitFor(() => expect(shown()).toEqual(wanted));
/** The messages on their way, once there are so many. */
export const waits = async (count: number) => {
  await becomes(() => now().waiting.length, count);
  return now().waiting;
};

/** Opens a page for each test of a file, and nobody was here before. */
export function openPageForEach(): void {
  beforeEach(async () => {
    localStorage.clear();
    Server.all = [];
    events = [];
    vi.stubGlobal('WebSocket', Server);
    vi.spyOn(document, 'dispatchEvent').mockImplementation(event => {
      events.push([event.type, (event as CustomEvent).detail]);
      return true;
    });
    await openPage();
    return () => page.session.end();
  });
}
