// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { RatingsPage } from '../../../../inbox/features/ratings/settings/RatingsPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { EntryBody } from '../../../../protocol/entries.ts';
import type {
  RatingCounts,
  RatingCountsAnswer,
  RatingsAnswer,
  VisitRatingsAnswer,
} from '../../../../protocol/rating-reports.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, START, site } from '../../fixtures.ts';
import { openInbox, openThread, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const visitor = { kind: 'visitor' } as const;
const rated: EntryBody = {
  ...({ kind: 'event', event: 'rated', of: 'chat', agentId: 'temuulen', agentName: 'Temuulen' } as const),
  ...{ askSeq: 1, score: 2, word: 'Nobody called back', isLow: true, to: [{ id: 'me', name: 'Sarnai' }] },
};

test('RA5 an owner is called for a low one, and the conversation says what was asked and answered', async () => {
  const ann = conversation('ann', { assigneeId: 'me', waitingSince: START });
  const desk = await openThread([ann], 'ann');
  const page = await draw(desk, <Thread id="ann" view="all" onPerson={() => undefined} />);
  const asked: EntryBody = {
    ...({ kind: 'event', event: 'rating_asked', of: 'call', agentId: 'temuulen', agentName: 'Temuulen' } as const),
    until: START,
  };
  desk.added(entry(2, { conversationId: 'ann', author: { kind: 'system' }, body: asked }), { ...ann, lastSeq: 2 });
  const low = entry(3, { conversationId: 'ann', author: visitor, body: rated });
  desk.added(low, { ...ann, lastSeq: 3 });
  desk.link.tell({ type: 'late.told', entry: low, conversation: { ...ann, lastSeq: 3 } });
  await vi.waitUntil(() => page.text.includes('Nobody called back'));
  expect(page.text).toContain('Asked how Temuulen’s call was');
  expect(page.text).toContain('★★☆☆☆ 2 of 5 for Temuulen · Sarnai told as owner');
  // Told as an owner, and as news of the list: whoever rings does so once.
  expect(desk.rang).toEqual([low, low]);
  expect(desk.inbox.notices.spoken.value).toContain('gave a low rating');
});

const RATING: RatingsAnswer['ratings'][number] = {
  conversation: conversation('ann', { status: 'closed' }),
  rating: {
    ...({ id: 'rating', siteId: 'site', conversationId: 'ann', askSeq: 4, seq: 5, of: 'chat' } as const),
    ...{ agentId: 'temuulen', agentName: 'Temuulen', score: 5, word: 'Lovely', createdAt: START },
  },
};

const TEAMS = [{ teamId: 'sales', teamName: 'Sales', scores: [0, 0, 0, 2, 0] }];

const NO_VISITS: Pick<RatingCountsAnswer, 'employees' | 'visits'> = { employees: [], visits: [0, 0, 0, 0, 0] };
const VISIT: VisitRatingsAnswer['visits'][number] = {
  bookingId: 'cut',
  startAt: START,
  rating: { score: 2, word: 'Too short', staff: [{ id: 'oyuna', name: 'Oyuna' }], at: START, changedAt: START },
  contact: RATING.conversation.contact,
};

async function openPage(
  agents: RatingCounts[] = [],
  update = (change: Partial<Site>): Partial<Site> => change,
  visits = NO_VISITS,
) {
  const shop = site();
  const list: RatingsAnswer = { ratings: [RATING], cursor: null };
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'GET sites/altan/rating-counts': ({ query }) => ({
        agents: query.get('days') === '30' ? agents : [],
        teams: query.get('days') === '30' ? TEAMS : [],
        ...visits,
      }),
      'GET sites/altan/visit-ratings': ({ query }) => ({ visits: query.has('score') ? [] : [VISIT], cursor: null }),
      'GET sites/altan/ratings': ({ query }) => ({ ...list, ratings: query.has('score') ? [] : list.ratings }),
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...update(body as Partial<Site>) }),
    },
  });
  const page = await draw(desk, <RatingsPage site={shop} />);
  await vi.waitUntil(() => page.host.querySelector('[role=status]') !== null);
  return { ...desk, page, saved: () => desk.http.asked('PATCH').at(-1)?.body as Partial<Site> | undefined };
}

test('RA2 an owner has people asked, says what is low, and whom not to ask', async () => {
  const { page, inbox, saved } = await openPage();
  expect(page.text).toContain('No ratings in this time.');
  await page.check(page.field('Ask how it was'));
  await page.choose('A low rating is', '3');
  await page.type(page.field('Never with these tags'), 'complaint، refund,');
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(saved()).toEqual({ rating: { isOn: true, lowScore: 3, notTags: ['complaint', 'refund'] } });
});

test('RA2 a tag that is refused says what is wanted', async () => {
  const { page } = await openPage([], () => {
    throw new ApiError('FIELD_INVALID', { 'rating.notTags.0': 'FIELD_INVALID' });
  });
  await page.type(page.field('Never with these tags'), 'x'.repeat(41));
  await page.submit();
  await vi.waitUntil(() => page.text.includes('At most 20 tags are wanted'));
});

test('RA4 the page says how each was rated, and each rating leads to its conversation', async () => {
  const { page } = await openPage([
    { agentId: 'temuulen', agentName: 'Temuulen', scores: [0, 0, 0, 1, 2] },
    { agentId: 'bold', agentName: 'Bold', scores: [1, 0, 0, 0, 0] },
  ]);
  expect(page.text).toContain('3.8 of 5 on average, from 4 ratings.');
  const rows = [...page.host.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent));
  expect(rows).toEqual([
    ['Everybody', '3.8', '4', '1', '0', '0', '1', '2'],
    ['Temuulen', '4.7', '3', '0', '0', '0', '1', '2'],
    ['Bold', '1', '1', '1', '0', '0', '0', '0'],
    ['Sales', '4', '2', '0', '0', '0', '2', '0'],
  ]);
  await vi.waitUntil(() => page.text.includes('Lovely'));
  const link = page.host.querySelector<HTMLAnchorElement>('.settings-list a')!;
  expect(link.getAttribute('href')).toMatch(/inbox\/closed\/ann\/5$/);
  expect(link.textContent).toContain('5 of 5');
  await page.choose('Rating', '1');
  await vi.waitUntil(() => !page.text.includes('Lovely'));
  await page.choose('Time', '90');
  await vi.waitUntil(() => page.host.querySelector('table') === null);
});

test('AB3 visits are counted by employee, and each rating names whose it was', async () => {
  const employees = [{ staffId: 'oyuna', staffName: 'Oyuna', scores: [0, 1, 0, 0, 1] }];
  const { page } = await openPage([], change => change, { employees, visits: [0, 1, 0, 0, 1] });
  expect(page.text).toContain('3.5 of 5 on average, from 2 visits.');
  const row = [...page.host.querySelector('tbody tr')!.children].map(cell => cell.textContent);
  expect(row).toEqual(['Oyuna', '3.5', '2', '0', '1', '0', '0', '1']);
  await vi.waitUntil(() => page.text.includes('Too short'));
  expect(page.host.querySelector('.settings-list')!.textContent).toContain(RATING.conversation.contact.name);
  await page.choose('Rating', '5');
  await vi.waitUntil(() => !page.text.includes('Too short'));
});
