import { ApiError } from '../../inbox/shell/http.ts';
import type { Connect } from '../../inbox/shell/link.ts';
import type { AgentFrameInput, AgentNews } from '../../protocol/agent.ts';
import type { ConnectionState } from '../../protocol/wire/connection.ts';

/** A call over HTTP as it reached the server. */
export interface Call {
  /** Such as `PATCH sites/altan`; without a query. */
  what: string;
  query: URLSearchParams;
  body: unknown;
}

/** By what is called; throws ApiError to refuse. */
export type Answers = Record<string, (call: Call) => unknown>;

/** What an inbox fetches when it begins. */
const BEGINNING: Answers = { 'GET sites': () => [], 'GET canned-replies': () => [], 'GET saved-views': () => [] };

/** An HTTP server that is a test: it answers as it is told, and keeps what it was asked. */
export function createFakeHttp(given: Answers = {}) {
  const answers: Answers = { ...BEGINNING, ...given };
  const calls: Call[] = [];

  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input), 'http://desk.example');
    const what = `${init.method} ${url.pathname.replace('/v1/', '')}`;
    const call = {
      what,
      query: url.searchParams,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    };
    calls.push(call);
    try {
      const answer = answers[what];
      if (!answer) throw new ApiError('NOT_FOUND');
      return Response.json((await answer(call)) ?? null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, fields } = error;
      return Response.json({ code, fields }, { status: code === 'SIGN_IN_REQUIRED' ? 401 : 400 });
    }
  };
  return {
    fetch,
    answers,
    calls,
    /** What was called, beginning with those words, in order. */
    asked: (beginning: string) => calls.filter(({ what }) => what.startsWith(beginning)),
  };
}

type Sent = AgentFrameInput & { clientId?: string };

/** The other end of the link, which is a test: it keeps what is sent, answers what is asked, and tells news. */
export function createFakeLink() {
  const sent: Sent[] = [];
  const asked: { command: Sent; resolve(news: AgentNews): void; reject(reason: unknown): void }[] = [];
  let options: Parameters<Connect>[0];
  let state: ConnectionState = 'idle';
  let retries = 0;
  /** False: what says what the page shows is left to the test to answer, like the rest. */
  let isWatching = true;

  const connect: Connect = given => {
    options = given;
    return {
      get state() {
        return state;
      },
      start: () => undefined,
      stop: () => undefined,
      retry: () => {
        retries += 1;
      },
      deliver: command => {
        sent.push(command);
        return new Promise(() => undefined);
      },
      request: command => {
        sent.push(command);
        if (command.type === 'views.watch' && isWatching)
          return Promise.resolve({ type: 'ack', ref: command.clientId });
        return new Promise((resolve, reject) => asked.push({ command, resolve, reject }));
      },
      notify: command => void sent.push(command),
    };
  };
  return {
    connect,
    sent,
    asked,
    holdWatch() {
      isWatching = false;
    },
    get retries() {
      return retries;
    },
    ofType: <Type extends Sent['type']>(type: Type) =>
      sent.filter(each => each.type === type) as Extract<Sent, { type: Type }>[],
    tell: (news: AgentNews) => options.onNews(news),
    become(next: ConnectionState) {
      state = next;
      options.onState(next);
    },
  };
}
