// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { Timeline } from '../../../../inbox/features/timeline/Timeline.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { BookingTimelineItem } from '../../../../protocol/bookings.ts';
import type { CallbackItem } from '../../../../protocol/callbacks.ts';
import type { TalkItem } from '../../../../protocol/conversations.ts';
import type { RatingItem } from '../../../../protocol/ratings.ts';
import type { VisitItem } from '../../../../protocol/visitors.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Call } from '../../server.ts';

beforeEach(() => speak('en'));

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const talk: TalkItem = {
  ...{ kind: 'talk', id: 'c.1', at: START - MINUTE, conversationId: 'c', siteId: 'site', seq: 1, channel: 'chat' },
  ...{ by: 'visitor', text: 'A bouquet for my mother', agentNames: ['Sarnai'], answeredMs: 3 * MINUTE },
};
const callback: CallbackItem = {
  ...{ kind: 'callback', id: 'b', at: START - DAY, conversationId: 'c', siteId: 'site', seq: 4, topic: 'a wedding' },
  ...{ startAt: START - MINUTE, status: 'pending', tries: 0, agentName: '', note: '' },
};
const rating: RatingItem = {
  ...{ kind: 'rating', id: 'r', at: START - 2 * DAY, conversationId: 'c', siteId: 'site', seq: 5, of: 'chat' },
  ...{ agentName: 'Temuulen', score: 5, word: 'Kind' },
};
const visit: VisitItem = {
  ...{ kind: 'visit', id: 'v.1', at: START - 3 * DAY, siteId: 'site' },
  trail: [{ at: START - 3 * DAY, kind: 'page', name: 'Peonies', url: 'https://altan.example/peonies' }],
};

async function shown(items: object[], later: object[] = []) {
  const asked: URLSearchParams[] = [];
  const desk = openInbox([], {
    answers: {
      'GET contacts/bat/timeline': ({ query }: Call) => {
        asked.push(query);
        if (query.get('before')) return { items: later, cursor: null };
        return { items, cursor: later.length > 0 ? 'x~y' : null };
      },
    },
  });
  const page = await draw(desk, <Timeline contactId="bat" news={0} />);
  const says = (words: string) => vi.waitUntil(() => page.text.includes(words));
  return { page, asked, says, desk };
}

test('TL1 each kind is shown by its own noun, what is wrong with a word beside the red, and leads to where it was said', async () => {
  const { page, says } = await shown([talk, callback, rating, visit]);
  await says('Peonies');
  await says('Asked for a call');
  await says('5 of 5');
  const rows = [...page.host.querySelectorAll('.line > li')].map(each => each.textContent);
  expect(rows[0]).toContain('Chatwith Sarnai · answered in 3 min');
  expect(rows[0]).toContain('A bouquet for my mother');
  expect(rows[1]).toContain('late:');
  expect(rows[2]).toContain('Kind');
  const late = page.host.querySelectorAll('.line > li:has(.pill.is-late)');
  expect([...late].map(each => each.textContent)).toEqual([rows[1]]);
  expect(page.host.querySelector('.line a')!.getAttribute('href')).toBe('/inbox/all/c/1');
});

test('TL2 more is asked for from where the page ended, and a kind alone is asked for by its names', async () => {
  const { page, asked, says } = await shown([talk], [visit]);
  await says('A bouquet');
  await page.press('Load more');
  await says('Peonies');
  expect(asked.at(-1)!.get('before')).toBe('x~y');
  await page.press('Calls');
  await vi.waitUntil(() => asked.at(-1)!.get('kinds') !== null);
  expect(asked.at(-1)!.get('kinds')).toBe('call,callback,list_call');
  expect(page.button('Calls').getAttribute('aria-pressed')).toBe('true');
  expect(page.hasButton('Purchases')).toBe(true);
});

test('who has no past yet is told what will come', async () => {
  const { says } = await shown([]);
  await says('appears here by itself');
});

test('TL2 what is new comes on top, and what was loaded further down stays', async () => {
  const first: object[] = [talk, rating];
  const desk = openInbox([], {
    answers: {
      'GET contacts/bat/timeline': ({ query }: Call) =>
        query.get('before') ? { items: [visit], cursor: null } : { items: first.slice(0, 2), cursor: 'x~y' },
    },
  });
  const news = signal(0);
  const Live = () => <Timeline contactId="bat" news={news.value} />;
  const page = await draw(desk, <Live />);
  await vi.waitUntil(() => page.text.includes('A bouquet'));
  await page.press('Load more');
  await vi.waitUntil(() => page.text.includes('Peonies'));
  first.unshift(callback);
  news.value += 1;
  await vi.waitUntil(() => page.text.includes('a wedding'));
  expect([...page.host.querySelectorAll('.line > li')]).toHaveLength(4);
});

test('BO7 a booking is a line of the column, and may be looked at alone where booking is on', async () => {
  const startAt = Date.parse('2026-11-28T05:00:00Z');
  const booking: BookingTimelineItem = {
    ...{ kind: 'booking', id: 'k', at: startAt, siteId: 'site', startAt, endAt: startAt + 60 * MINUTE },
    ...{ timeZone: 'Asia/Ulaanbaatar', state: 'no_show', currency: 'MNT' },
    items: [{ name: 'Manicure', staffName: 'Oyuna', price: { minor: 3_500_000, isFrom: false } }],
  };
  const { page, says, desk, asked } = await shown([booking]);
  await says('Manicure');
  expect(page.host.querySelector('.line > li')!.textContent).toContain('Did not come Manicure · Oyuna · ₮35,000');
  const tabs = () => [...page.host.querySelectorAll<HTMLElement>('.timeline-tabs button')];
  const tab = () => tabs().find(each => each.textContent === 'Bookings');
  expect(tab()).toBe(undefined);
  const { me } = desk.inbox;
  me.value = { ...me.value, switches: { ...me.value.switches, booking: true } };
  await vi.waitUntil(tab);
  tab()!.click();
  await vi.waitUntil(() => asked.at(-1)?.get('kinds') === 'booking');
});
