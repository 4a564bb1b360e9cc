import { describe, expect, test } from 'vitest';
import ru from '../../inbox/features/conversations/words/ru.ts';
import type { Agent } from '../../protocol/agents.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { comeIn, MORNING } from '../helpers/people.ts';

const noBrowser = await whyNoBrowser();

/** One of each layout: one column, two, three, and four. */
const WIDTHS = [320, 390, 768, 1024, 1280, 1366, 1440];

describe.skipIf(noBrowser)('the inbox fits', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });

  test('a conversation that nobody has shows whose it is, and offers all that can be done', async () => {
    const [owner] = await server().api<Agent[]>('GET', '/v1/agents');
    await server().api('PATCH', `/v1/agents/${owner!.id}`, { capacity: 0 });
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
      const { cut, room } = await name.evaluate(({ scrollWidth, clientWidth, parentElement }) => ({
        cut: scrollWidth - clientWidth,
        room: parentElement!.clientWidth,
      }));
      expect(cut <= 0 || room >= 100, `at ${width} px the name has ${room} px and misses ${cut}`).toBe(true);
      if (width >= 768) expect(cut, `at ${width} px the name is cut`).toBeLessThanOrEqual(0);
      expect(await header.evaluate(element => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      await header.getByRole('button', { name: ru.claim }).waitFor();
      // By its button, or in the menu of a narrow column.
      await page.keyboard.press('a');
      await page.getByRole('menuitemradio', { name: ru.assignNobody }).waitFor();
      const isInMenu = await page.getByRole('menuitem', { name: ru.close }).isVisible();
      expect(isInMenu || (await header.getByRole('button', { name: ru.close }).isVisible())).toBe(true);
      await page.keyboard.press('Escape');
    }
  });
});
