/** Whether one can wait for a full day, and what the server says to who does. What is typed outlives the page. */
import type { OwnWait, WaitAnswer, WaitingWays } from '../../../protocol/waiting-list.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import type { FieldErrors } from '../../forms/state.ts';
import { language } from '../../panel/language.ts';
import { type Draft, save, saved, write } from '../../panel/saved.ts';
import { ask, desk } from '../../panel/site.ts';
import { timeZone } from '../../panel/times.ts';
import { createValue } from '../../panel/value.ts';
import type { WaitingProps } from '../booking/pieces.ts';

export const waiting = createValue({
  ways: undefined as WaitingWays | undefined,
  errors: {} as FieldErrors,
  isSending: false,
  /** What the server has kept since this was opened. */
  kept: undefined as OwnWait | undefined,
});

let asked = '';
/** How a site tells who waits, once. */
export async function loadWays(): Promise<void> {
  const { key } = desk.now;
  if (asked === key) return;
  asked = key;
  try {
    waiting.change({ ways: await ask<WaitingWays>('booking/waiting'), kept: undefined, errors: {} });
  } catch {
    // Without a connection nobody waits; the next look asks again.
    asked = '';
  }
}

type Visit = NonNullable<Draft['visit']>;
const visit = (): Visit => saved.now.draft.visit ?? {};
export const wish = () => visit().wait ?? {};

/** Undefined closes it. */
export function wishFor(change: Visit['wait']): void {
  write({ visit: { ...visit(), wait: change && { ...wish(), ...change } } });
}

/** Puts them on the list. The same sent twice, also after a reload, is one place. */
export async function join(items: WaitingProps['items']): Promise<void> {
  waiting.change({ errors: {}, isSending: true });
  const { server, key } = desk.now;
  const { draft, token } = saved.now;
  const { date, from, until, sent } = wish();
  const reach = draft.reach!.trim();
  const said = {
    ...{ items, date, from: from || undefined, until: until || undefined },
    ...{ name: draft.name, [reach.includes('@') ? 'email' : 'phone']: reach },
    ...{ hasConsent: draft.hasConsent, timeZone: timeZone() },
  };
  const mark = JSON.stringify(said);
  const clientId = sent?.mark === mark ? sent.clientId : newClientId();
  wishFor({ sent: { mark, clientId } });
  try {
    const answer = await fetch(`${server}v1/sites/${key}/booking/waiting`, {
      method: 'POST',
      body: JSON.stringify({ ...said, clientId, locale: language.now.code }),
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    });
    const {
      wait,
      token: given,
      code,
      fields,
      nextAt,
    } = (await answer.json()) as WaitAnswer & {
      code?: string;
      fields?: FieldErrors;
      nextAt?: number;
    };
    if (given) save({ token: given });
    if (answer.ok) waiting.change({ kept: wait, isSending: false });
    else
      waiting.change({
        errors: { ...fields, ...(nextAt ? { date: 'free' } : !fields && { '': code! }) },
        isSending: false,
      });
  } catch {
    waiting.change({ errors: { '': 'OFFLINE' }, isSending: false });
  }
}
