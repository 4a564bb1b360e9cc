// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SitePage } from '../../../../inbox/features/sites/settings/SitePage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

async function openPage(refused: Record<string, string> = {}) {
  const shop = site({ callbacksPerSlot: 2 });
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'PATCH sites/altan': ({ body }) => {
        if (Object.keys(refused).length > 0) throw new ApiError('FIELD_INVALID', refused);
        return { ...shop, ...(body as Partial<Site>) };
      },
    },
  });
  const page = await draw(desk, <SitePage site={shop} onSite={() => undefined} />);
  return { page, saved: () => desk.http.asked('PATCH').at(-1)?.body as Partial<Site> | undefined };
}

test('a number can be taken away and typed anew', async () => {
  const { page, saved } = await openPage();
  const field = page.field('Calls at each time');
  await page.type(field, '');
  expect(field.value).toBe('');
  await page.type(field, '5');
  await page.submit();
  await vi.waitUntil(() => saved());
  expect(saved()!.callbacksPerSlot).toBe(5);
});

test('a field left empty is sent as no number, and not as a 0 that would do', async () => {
  const { page, saved } = await openPage();
  await page.type(page.field('Earliest time offered, minutes from now'), '');
  await page.submit();
  await vi.waitUntil(() => saved());
  expect(JSON.stringify(saved())).toContain('"leadMinutes":null');
});

test.each([
  ['Calls at each time', '0', { callbacksPerSlot: 'FIELD_INVALID' }, 'A whole number from 1 to 100.'],
  ['Websites that may use it', 'https://a.example\nb', { 'origins.1': 'FIELD_INVALID' }, 'Each line needs a whole'],
  ['Accent colour', 'banana', { accent: 'FIELD_INVALID' }, 'six characters from 0 to 9 and a to f'],
  ['Name', '', { name: 'FIELD_REQUIRED' }, 'Please fill this in.'],
])('%s: what it must be is said below it', async (label, text, refused, sentence) => {
  const { page } = await openPage(refused as unknown as Record<string, string>);
  const field = page.host.querySelector<HTMLInputElement>(
    `[id="${[...page.host.querySelectorAll('label')].find(each => each.textContent === label)!.htmlFor}"]`,
  )!;
  await page.type(field, text);
  await page.submit();
  await vi.waitUntil(() => page.text.includes(sentence));
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const problem = field.getAttribute('aria-describedby')!.split(' ')[0]!;
  expect(document.getElementById(problem)!.textContent).toContain(sentence);
  expect(field.value).toBe(text);
});

test('of several ways one at least is left on, and the first has the focus when it is not so', async () => {
  const { page } = await openPage({ channels: 'FIELD_INVALID' });
  for (const name of ['Chat', 'Callback', 'Contact form']) await page.check(page.field(name));
  await page.submit();
  expect(page.text).toContain('Leave at least one on.');
  await vi.waitUntil(() => document.activeElement === page.field('Chat'));
});
