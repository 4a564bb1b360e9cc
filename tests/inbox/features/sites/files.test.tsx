// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SitePage } from '../../../../inbox/features/sites/settings/SitePage.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { fileSettings } from '../../../../protocol/files.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

async function openPage(given: Partial<Site> = {}) {
  const shop = site(given);
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...(body as Partial<Site>) }),
    },
  });
  const page = await draw(desk, <SitePage site={shop} onSite={() => undefined} />);
  return {
    page,
    async saved() {
      await page.submit();
      const [call] = await vi.waitUntil(() => {
        const calls = desk.http.asked('PATCH');
        return calls.length > 0 && calls;
      });
      return (call!.body as Site).files;
    },
  };
}
const SWITCH = 'Visitors and agents may send files';

test('FI6 files are off until an owner wants them, and begin with what is safe', async () => {
  const { page, saved } = await openPage();
  expect((page.field(SWITCH) as HTMLInputElement).checked).toBe(false);
  expect(page.text).not.toContain('Files in one message');
  await page.check(page.field(SWITCH));
  const files = await saved();
  expect(fileSettings.parse(files)).toEqual(files);
  expect(files).toMatchObject({ maxCount: 5, maxBytes: 10 * 1024 ** 2, totalBytes: 10 * 1024 ** 3 });
});

test('FI6 count, size and kinds are chosen, and none of the kinds is said', async () => {
  const { page, saved } = await openPage({
    files: { maxCount: 3, maxBytes: 2 * 1024 ** 2, kinds: ['image', 'pdf'], totalBytes: 1024 ** 3 },
  });
  await page.type(page.field('Files in one message'), '4');
  await page.type(page.field('Size of one file (MB)'), '20');
  await page.type(page.field('Room for all files (GB)'), '50');
  await page.check(page.field('Pictures'));
  await page.check(page.field('PDF'));
  expect(page.text).toContain('Leave at least one on.');
  await page.check(page.field('Sound'));
  expect(await saved()).toEqual({
    maxCount: 4,
    maxBytes: 20 * 1024 ** 2,
    kinds: ['audio'],
    totalBytes: 50 * 1024 ** 3,
  });
});

test('FI6 files are switched off again', async () => {
  const { page, saved } = await openPage({
    files: { maxCount: 3, maxBytes: 2 * 1024 ** 2, kinds: ['image'], totalBytes: 1024 ** 3 },
  });
  await page.check(page.field(SWITCH));
  expect(await saved()).toBe(null);
});
