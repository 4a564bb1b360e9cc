import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Agent } from '../../protocol/agents.ts';
import { hashPassword } from '../../server/passwords.ts';
import { type Desk, signedIn } from './app.ts';

/** Where every test's server is reached, and so what its own pages have for an origin. */
export const OWN = 'http://desk.example';

export interface Ask {
  body?: unknown;
  cookie?: string;
  /** Default: our own page's. Null: no Origin header, as of a client that is no browser. */
  origin?: string | null;
  headers?: Record<string, string>;
  /** Where the request comes from, for limits by address. */
  address?: string;
}

/** One request to the server of the test. A string as body is sent as it is. */
export function ask(desk: Desk, line: `${string} /${string}`, options: Ask = {}): Promise<LightMyRequestResponse> {
  const [method, url] = line.split(' ') as [InjectOptions['method'] & string, string];
  const { body, cookie, origin = OWN, headers, address } = options;
  return desk.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: address,
    headers: { host: 'desk.example', ...(origin && { origin }), ...(cookie && { cookie }), ...headers },
    ...(body !== undefined && { payload: body as string | object }),
  });
}

/** Somebody who is signed in, and how they ask. */
export async function staffed(desk: Desk, change: Partial<Agent> = {}) {
  const who = await signedIn(desk, change);
  return {
    ...who,
    ask: (line: `${string} /${string}`, options: Ask = {}) => ask(desk, line, { cookie: who.cookie, ...options }),
  };
}

export const PASSWORD = 'peonies in the morning';

/** Gives an agent a password, hashed so cheaply that a test does not wait for it. */
export async function givePassword(desk: Desk, agentId: string): Promise<void> {
  await desk.store.agents.update(agentId, { passwordHash: await hashPassword(PASSWORD, { logN: 4, r: 8, p: 1 }) });
}
