import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import ru from '../../inbox/features/conversations/words/ru.ts';
import { SETTINGS, VIEWS } from '../../inbox/shell/routes.ts';
import type { Agent } from '../../protocol/agents.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, sharedDeskbell, startDeskbell } from '../helpers/deskbell.ts';
import { hireColleague, openInbox } from '../helpers/inbox-page.ts';
import { ar as arWords, en } from '../helpers/inbox-words.ts';
import { comeIn, MORNING, type Person } from '../helpers/people.ts';
import { sees } from '../helpers/sees.ts';
import { SPACED } from '../helpers/spaced-texts.ts';

const noBrowser = await whyNoBrowser();

/** One of each layout: one column, two, three, and four. */
const WIDTHS = [320, 390, 768, 1024, 1280, 1366, 1440];

/** One who asks for a call in more words than a row has room for, and one who gives nothing but a number. */
const CALLERS: Person[] = [
  {
    locale: 'mn',
    timeZone: 'Asia/Ulaanbaatar',
    path: '/weddings',
    said: [
      {
        type: 'callback.request',
        phone: '+976 9911 2233',
        name: 'Болормаа Энхтүвшингийн Мөнхцэцэг',
        topic: 'Хуримын цэцгийн захиалга, ойролцоогоор зуун хүний ширээний чимэглэл',
        timeZone: 'Africa/Addis_Ababa',
      },
      {
        type: 'callback.request',
        phone: '+1 541 754 3010',
        name: '',
        topic: '',
        timeZone: 'America/New_York',
      },
    ],
  },
];

async function everybodyIsFull(deskbell: Deskbell): Promise<void> {
  const [owner] = await deskbell.api<Agent[]>('GET', '/v1/agents');
  await deskbell.api('PATCH', `/v1/agents/${owner!.id}`, { capacity: 0 });
}

/** Pairs of elements that lie over each other, of those that match either selector. */
function overlaps(page: Page, one: string, other: string): Promise<string[]> {
  return page.evaluate(
    ([one, other]) => {
      const seen = (selector: string) =>
        [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
      return seen(one!).flatMap(a =>
        seen(other!).flatMap(b => {
          const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
          const isOver = p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1;
          return isOver ? [`${a.textContent} over ${b.className} ${b.textContent}`] : [];
        }),
      );
    },
    [one, other],
  );
}

describe.skipIf(noBrowser)('the inbox fits', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });

  test('a conversation that nobody has shows whose it is, and offers all that can be done', async () => {
    await everybodyIsFull(server());
    await comeIn(server(), MORNING.slice(0, 1));
    const { page, openRow, view } = await openInbox(server());
    await view('unassigned');
    await openRow('Дархан');
    // The longest words for the buttons.
    await server().api('PATCH', '/v1/me', { locale: 'ru' });
    await page.reload();
    const header = page.locator('.thread .top');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const name = page.getByRole('heading', { level: 1 });
      const fits = async () => {
        const { cut, room } = await name.evaluate(({ scrollWidth, clientWidth, parentElement }) => ({
          cut: scrollWidth - clientWidth,
          room: parentElement!.clientWidth,
        }));
        expect(cut <= 0 || room >= 100, `at ${width} px the name has ${room} px and misses ${cut}`).toBe(true);
        if (width >= 768) expect(cut, `at ${width} px the name is cut`).toBeLessThanOrEqual(0);
        expect(await header.evaluate(element => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      };
      await vi.waitFor(fits);
      await header.getByRole('button', { name: ru.claim }).waitFor();
      // By its button, or in the menu of a narrow column.
      await page.keyboard.press('a');
      await page.getByRole('menuitemradio', { name: ru.assignNobody }).waitFor();
      const isInMenu = await page.getByRole('menuitem', { name: ru.close }).isVisible();
      expect(isInMenu || (await header.getByRole('button', { name: ru.close }).isVisible())).toBe(true);
      await page.keyboard.press('Escape');
    }
  });

  test.each(['en', 'ar'] as const)('%s: the button that rings lies over no words of the queue', async locale => {
    await comeIn(server(), CALLERS);
    const agent = { locale, words: locale === 'ar' ? arWords : en };
    const { page, view, row } = await openInbox(server(), { agent });
    await view('callbacks');
    await row('Хуримын').first().waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const words = '.row :is(strong, time, p, .pill)';
      await expect.poll(() => overlaps(page, words, '.row-call'), { message: `at ${width} px` }).toEqual([]);
      // Numbers begin where names do.
      const edges = () =>
        page.locator('.row strong, .row p').evaluateAll((lines, isRtl) => {
          const edge = (line: Element) => {
            const range = document.createRange();
            range.selectNodeContents(line);
            const { left, right } = range.getBoundingClientRect();
            return Math.round(isRtl ? right : left);
          };
          // What is cut has no end to look at.
          return lines.filter(line => line.scrollWidth <= line.clientWidth).map(edge);
        }, locale === 'ar');
      const message = `where lines begin at ${width} px`;
      await expect.poll(async () => [...new Set(await edges())], { message }).toHaveLength(1);
    }
  });

  test('1.4.12 rows grow with texts that are spaced wider, and none falls on the next', async () => {
    await comeIn(server(), MORNING);
    const { page, view } = await openInbox(server(), { context: { bypassCSP: true } });
    await view('all');
    await page.addStyleTag({ content: SPACED });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expect
        .poll(() =>
          page.evaluate(() => {
            const boxes = [...document.querySelectorAll('.row')].map(row => row.getBoundingClientRect());
            const words = [...document.querySelectorAll('.row .pills')].map(
              each => each.getBoundingClientRect().bottom,
            );
            const isBelow = boxes.some((box, index) => index > 0 && box.top < boxes[index - 1]!.bottom - 1);
            return isBelow || words.some((bottom, index) => bottom > boxes[index]!.bottom);
          }),
        )
        .toBe(false);
    }
    // The list is as long as its rows, also while most are not drawn.
    const rows = page.locator('.rows');
    await rows.evaluate(list => list.scrollTo(0, list.scrollHeight));
    await expect
      .poll(() => rows.evaluate(list => list.lastElementChild!.getBoundingClientRect().bottom - list.clientHeight))
      .toBeLessThan(200);
  });

  test('1.4.10 a page at 400 % leaves a third of its height to what was said', async () => {
    await comeIn(server(), MORNING.slice(0, 1));
    const { page, log } = await openInbox(server());
    await page.goto(`${server().url}/inbox/all`);
    await page.locator('.row-link').first().click();
    await log.waitFor();
    await page.setViewportSize({ width: 320, height: 256 });
    const height = () => page.locator('.log').evaluate(element => element.clientHeight);
    await expect.poll(height).toBeGreaterThan(256 / 3);
  });

  test('on a phone what was done is said beside Send, not over it', async () => {
    await comeIn(server(), MORNING.slice(0, 1));
    const { page, log } = await openInbox(server(), { width: 390 });
    await page.goto(`${server().url}/inbox/all`);
    await page.locator('.row-link').first().click();
    await log.waitFor();
    await page.getByRole('button', { name: en.more, exact: true }).click();
    await page.getByRole('menuitem', { name: en.close }).click();
    await page.locator('.toast').waitFor();
    await expect.poll(() => overlaps(page, '.toast', '.composer')).toEqual([]);
  });

  test.each([
    ['light', 'message'],
    ['dark', 'message'],
    ['light', 'note'],
    ['dark', 'note'],
  ] as const)('1.4.3 in the %s theme a %s on its way can be read', async (colorScheme, kind) => {
    await comeIn(server(), MORNING.slice(0, 1));
    const agent = await openInbox(server(), { colorScheme, allow: [/ERR_INTERNET_DISCONNECTED/] });
    await agent.page.goto(`${server().url}/inbox/all`);
    await agent.page.locator('.row-link').first().click();
    await agent.log.waitFor();
    await agent.page.context().setOffline(true);
    // Until the page knows, a socket may still carry it.
    await sees(agent.page.getByRole('status'), en.linkLost);
    if (kind === 'note') await agent.note('On its way');
    else await agent.reply('On its way');
    await agent.page.locator('.is-pending').waitFor();
    await expectAccessible(agent.page, { within: '.log' });
    await agent.page.context().setOffline(false);
  });

  test('on a phone the settings and those who answer are cards', async () => {
    const { page } = await openInbox(server());
    const edges = (selector: string) =>
      page.locator(selector).evaluateAll(found => found.map(each => getComputedStyle(each).borderInlineStartWidth));
    for (const [width, edge] of [
      [390, '1px'],
      [1280, '0px'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${server().url}/inbox/settings/agents`);
      await page.locator('.settings-list li').first().waitFor();
      for (const card of ['.settings-list li', '.settings-group'])
        await expect.poll(async () => [...new Set(await edges(card))], { message: card }).toEqual([edge]);
    }
  });

  test('no button, field or line is wider than its place, on any screen, in any language', {
    timeout: 600_000,
  }, async () => {
    // Of its own: changes of one's language are limited by the minute.
    const deskbell = await startDeskbell({ site: { hours: WEEK, callHours: WEEK, days: DAYS } });
    await comeIn(deskbell, [...MORNING, ...CALLERS]);
    await shareTheWork(deskbell);
    await openShop(deskbell);
    const { page } = await openInbox(deskbell);
    const screens = [...VIEWS, ...SETTINGS.map(each => `settings/${each}`), 'settings'];
    for (const locale of LOCALES) {
      await deskbell.api('PATCH', '/v1/me', { locale });
      for (const screen of screens) {
        await page.goto(`${deskbell.url}/inbox/${screen}`);
        const shown = page.locator(
          ':is(.rows .row, .rows .empty, .settings-body :is(form, section), .settings-list, .settings-nav a)',
        );
        await shown.locator('visible=true').first().waitFor();
        for (const width of [320, 390, 768, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await expect.poll(() => spilling(page), { message: `${locale}, ${screen}, ${width} px` }).toEqual([]);
        }
      }
    }
  });
});

/** A shop whose services and people have long names. */
async function openShop(deskbell: Deskbell): Promise<void> {
  await deskbell.api('PATCH', '/v1/switches', { booking: true });
  const name = 'Маникюр, покрытие гель-лаком, дизайн каждого ногтя';
  const price = { minor: 123_450_000, isFrom: true };
  await deskbell.api('POST', '/v1/staff', { name, week: WEEK, languages: LOCALES });
  await deskbell.api('POST', '/v1/resources', { name, places: 3 });
  const service = { names: { en: name }, category: name, durationMinutes: 90, price, isOnline: false };
  for (const isActive of [true, true, false]) await deskbell.api('POST', '/v1/services', { ...service, isActive });
}

/** A colleague, and a rule that gives to their team. */
async function shareTheWork(deskbell: Deskbell): Promise<void> {
  const { id } = await hireColleague(deskbell, 'Temuulen');
  const team = { name: 'Хурим, баяр ёслол, томоохон захиалга', agentIds: [id] };
  const { id: teamId } = await deskbell.api<{ id: string }>('POST', '/v1/teams', team);
  const asks = { pages: [`/weddings/${'roses-'.repeat(20)}`], languages: LOCALES, topics: ['refund'], hours: WEEK };
  const rules = [
    { ...asks, teamId },
    { pages: [], languages: [], topics: [], hours: null, teamId },
  ];
  await deskbell.api('PATCH', `/v1/sites/${deskbell.site.key}`, { routing: { rules, widenMinutes: 3 } });
}

/** Opening hours on each day, as an editor shows them. */
const WEEK = Array.from({ length: 7 }, (_, day) => [
  day < 5 ? { from: '09:00', to: '18:00' } : { from: '20:00', to: '02:00' },
]);
/** A holiday, and a day that has its own hours. */
const DAYS = [
  { date: '2031-07-11', name: 'Наадам', spans: [] },
  { date: '2031-12-28', name: 'The night before Independence Day', spans: [{ from: '20:00', to: '02:00' }] },
];

/** What is wider or taller than its place, or than the page. */
function spilling(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = (selector: string) => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
    const tell = (what: string, each: Element) => `${what}: ${each.className} ${each.textContent.slice(0, 40)}`;
    // Of two pills the urgent one has the right to its words.
    const wide = seen('button, .btn, .pill:is(.is-due, .is-late)').filter(
      each => each.scrollWidth > each.clientWidth + 1,
    );
    const cut = seen('textarea[readonly]').filter(each => each.scrollHeight > each.clientHeight + 1);
    const scrolls = seen('.settings-body, .rows, .thread, .log, .settings-nav, html').filter(
      each => each.scrollWidth > each.clientWidth + 1,
    );
    // A field for a time shows its digits and AM or PM in so much.
    const narrow = seen('input[type="time"]').filter(each => each.clientWidth < 84);
    const inner = seen('.settings-body, .rows').flatMap(box => {
      const { left, right } = box.getBoundingClientRect();
      const isOut = (each: Element) => {
        const place = each.getBoundingClientRect();
        return place.width > 0 && (place.left < left - 1 || place.right > right + 1);
      };
      return [...box.querySelectorAll('button, input, select, textarea, .pill')].filter(isOut);
    });
    return [
      ...wide.map(each => tell('spills', each)),
      ...cut.map(each => tell('is cut', each)),
      ...scrolls.map(each => tell('scrolls sideways', each)),
      ...narrow.map(each => tell('is too narrow', each)),
      ...inner.map(each => tell('lies outside', each)),
    ];
  });
}
