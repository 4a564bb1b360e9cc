// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SpamPage } from '../../../../inbox/features/spam/settings/SpamPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

test('SP2 of a list with nonsense in it the line is named, below its own field alone', async () => {
  const shop = site();
  const desk = openInbox([], {
    answers: {
      'GET sites/altan/spam': () => ({ held: 0, released: 0, isUnderPressure: false, byRule: [], days: [] }),
      'PATCH sites/altan': () => {
        throw new ApiError('FIELD_INVALID', {
          'spam.countries.1': 'FIELD_INVALID',
          'spam.blocks.1': 'FIELD_INVALID',
        });
      },
    },
  });
  const page = await draw(desk, <SpamPage site={shop} />);
  await page.type(page.field('Countries whose numbers are welcome'), 'MN, XX');
  await page.type(page.field('Addresses'), '203.0.113.9\n10.0.0.0/99');
  await page.type(page.field('Numbers'), '+44 871');
  await page.submit();
  const below = (name: string) => {
    const [first] = page.field(name).getAttribute('aria-describedby')!.split(' ');
    return document.getElementById(first!)!.textContent;
  };
  await vi.waitUntil(() => page.text.includes('Not saved.'));
  expect(below('Addresses')).toMatch(/^This can not be used: \W*10\.0\.0\.0\/99/);
  expect(below('Countries whose numbers are welcome')).toMatch(/^This can not be used: \W*XX/);
  expect(below('Numbers')).toBe('What a number begins with, such as +44 871');
  // Said of what was sent, not of what is typed since.
  await page.type(page.field('Addresses'), '10.0.0.0/9');
  expect(below('Addresses')).toContain('10.0.0.0/99');
});
