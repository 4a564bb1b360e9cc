// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { AnswersByMail } from '../../../../inbox/features/answers/settings/AnswersByMail.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

async function openForm(update = (change: Partial<Site>): Partial<Site> => change) {
  const shop = site();
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...update(body as Partial<Site>) }),
    },
  });
  const page = await draw(desk, <AnswersByMail site={shop} />);
  return { ...desk, page, minutes: () => page.field('Minutes after the last answer') as HTMLInputElement };
}

test('AM1 an owner says how soon answers are mailed, or that they are not', async () => {
  const { page, inbox, http, minutes } = await openForm();
  expect(minutes().value).toBe('2');
  await page.type(minutes(), '10');
  await page.check(page.field('Mail answers to people who have left'));
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(http.asked('PATCH').at(-1)?.body).toEqual({
    answersByMail: { isOn: false, hasReceipts: false, afterMinutes: 10 },
  });
});

test('AM1 minutes that are refused stay in their field, with one sentence', async () => {
  const { page, minutes } = await openForm(() => {
    throw new ApiError('FIELD_INVALID', { 'answersByMail.afterMinutes': 'FIELD_INVALID' });
  });
  await page.type(minutes(), '0');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Whole minutes from 1 to 1440'));
  expect(minutes().value).toBe('0');
});
