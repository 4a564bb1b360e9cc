// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { LadderPage } from '../../../../inbox/features/ladder/settings/LadderPage.tsx';
import { RowList } from '../../../../inbox/features/views/RowList.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { EntryBody } from '../../../../protocol/entries.ts';
import { LADDER_DEFAULTS, type LateCount, type Waiting } from '../../../../protocol/ladder.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, START, site } from '../../fixtures.ts';
import { openInbox, openThread, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const MINUTE = 60_000;
const to = [{ id: 'temuulen', name: 'Temuulen' }];
const system = { kind: 'system' } as const;
const late = (step: 'reminded' | 'offered' | 'owner'): EntryBody => ({
  kind: 'event',
  event: 'wait_late',
  of: 'message',
  since: START,
  fromId: null,
  step,
  to,
});

test('LA5 the head of a conversation says what is done next, and a step that is taken asks anew', async () => {
  const ann = conversation('ann', { waitingSince: START, wait: { kind: 'message', late: null } });
  let next: Waiting['next'] = { step: 'reminded', at: START + 2 * MINUTE };
  const desk = openInbox([ann], {
    answers: {
      'GET conversations/ann/waiting': () => ({
        waiting: [{ of: 'message', callbackId: null, since: START, next, sleepsUntil: null }],
      }),
    },
  });
  desk.inbox.show({ view: 'all', siteId: null, conversationId: 'ann' });
  desk.welcome();
  const page = await draw(desk, <Thread id="ann" view="all" onPerson={() => undefined} />);
  await vi.waitUntil(() => page.text.includes('reminder at'));
  next = { step: 'offered', at: START + 5 * MINUTE };
  const after = { ...ann, lastSeq: 2, wait: { kind: 'message', late: 'reminded' } as const };
  desk.added(entry(2, { conversationId: 'ann', author: system, body: late('reminded') }), after);
  await vi.waitUntil(() => page.text.includes('to the others at'));
  expect(page.text).toContain('Unanswered for too long: Temuulen reminded');
});

test('LA5 while the desk is closed the head says so, and where nobody waits nothing is asked', async () => {
  const ann = conversation('ann', { waitingSince: START, wait: { kind: 'message', late: null } });
  const bob = conversation('bob', { waitingSince: null });
  const waiting = {
    of: 'message',
    callbackId: null,
    since: START,
    next: { step: 'reminded', at: START + 62 * MINUTE },
  };
  const desk = openInbox([ann, bob], {
    answers: {
      'GET conversations/ann/waiting': () => ({ waiting: [{ ...waiting, sleepsUntil: START + 60 * MINUTE }] }),
    },
  });
  desk.inbox.show({ view: 'all', siteId: null, conversationId: 'ann' });
  desk.welcome();
  const page = await draw(desk, <Thread id="ann" view="all" onPerson={() => undefined} />);
  await vi.waitUntil(() => page.text.includes('closed: counts on from'));
  desk.inbox.show({ view: 'all', siteId: null, conversationId: 'bob' });
  const other = await draw(desk, <Thread id="bob" view="all" onPerson={() => undefined} />);
  await vi.waitUntil(() => other.host.querySelector('h1') !== null);
  expect(desk.http.asked('GET conversations/bob/waiting')).toEqual([]);
});

test('LA3 whoever a step is for is called, and reads it; what was let go has a mark in the list', async () => {
  const ann = conversation('ann', { assigneeId: 'temuulen', waitingSince: START });
  const desk = await openThread([ann], 'ann');
  const after = { ...ann, assigneeId: null, lastSeq: 2, wait: { kind: 'message', late: 'offered' } as const };
  const told = entry(2, { conversationId: 'ann', author: system, body: late('offered') });
  desk.link.tell({ type: 'late.told', entry: told, conversation: after });
  expect(desk.rang).toEqual([told]);
  expect(desk.inbox.notices.spoken.value).toContain('waits too long');
  desk.stored.set('ann', after);
  desk.inbox.views.show({ view: 'unassigned', siteId: null, conversationId: null });
  const page = await draw(desk, <RowList view="unassigned" openId={null} />);
  await vi.waitUntil(() => page.text.includes('for everybody'));
});

async function openPage(counts: LateCount[] = [], update = (change: Partial<Site>): Partial<Site> => change) {
  const shop = site();
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'GET sites/altan/late': () => ({ counts }),
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...update(body as Partial<Site>) }),
    },
  });
  const page = await draw(desk, <LadderPage site={shop} />);
  await vi.waitUntil(() => page.text.includes('The last 30 days'));
  const times = () => [...page.host.querySelectorAll<HTMLInputElement>('.ladder-times input')];
  return { ...desk, page, times, saved: () => desk.http.asked('PATCH').at(-1)?.body as Partial<Site> | undefined };
}

test('LA6 an owner sets the times of each step, or switches the ladder off', async () => {
  const { page, inbox, times, saved } = await openPage();
  expect(times().map(each => each.value)).toEqual(['2', '5', '15', '60', '240', '1440', '-5', '0', '5']);
  expect(page.text).toContain('24 h');
  await page.type(times()[0]!, '3');
  await page.type(times()[6]!, '-10');
  await page.check(page.field('Bring up whoever waits too long'));
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(saved()).toEqual({
    ladder: { ...LADDER_DEFAULTS, isOn: false, message: [3, 5, 15], callback: [-10, 0, 5] },
  });
});

test('LA6 times that are refused stay in their fields, with one sentence', async () => {
  const { page, times } = await openPage([], () => {
    throw new ApiError('FIELD_INVALID', { 'ladder.message': 'FIELD_INVALID' });
  });
  await page.type(times()[1]!, '1');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('each step later than the one before'));
  expect(times()[1]!.value).toBe('1');
});

test('LA7 the page says how often somebody waited too long', async () => {
  const day = '2026-03-04';
  const { page } = await openPage([
    { day, of: 'message', step: 'reminded', count: 3 },
    { day, of: 'form', step: 'reminded', count: 2 },
    { day, of: 'message', step: 'owner', count: 1 },
  ]);
  expect(page.text).toContain('Reminded 5, offered to others 0, told to the owner 1.');
});
