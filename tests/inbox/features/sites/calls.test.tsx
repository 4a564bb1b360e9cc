// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SitePage } from '../../../../inbox/features/sites/settings/SitePage.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

test('H2 an owner sets when calls are offered, and how many', async () => {
  const shop = site();
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...(body as Partial<Site>) }),
    },
  });
  const page = await draw(desk, <SitePage site={shop} onSite={() => undefined} />);
  await page.choose('A time is offered every … minutes', '20');
  await page.type(page.field('Calls at each time'), '4');
  await page.type(page.field('Earliest time offered, minutes from now'), '0');
  await page.type(page.field('Days ahead that are offered'), '14');
  await page.type(page.field('“As soon as possible” means within (minutes)'), '5');
  await page.submit();
  await vi.waitUntil(() => desk.http.asked('PATCH').length > 0);
  expect(desk.http.asked('PATCH')[0]!.body).toMatchObject({
    slotMinutes: 20,
    callbacksPerSlot: 4,
    leadMinutes: 0,
    horizonDays: 14,
    asapMinutes: 5,
  });
});
