import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import factorsEn from '../../inbox/features/factors/settings/words/en.ts';
import codeEn from '../../inbox/features/factors/words/en.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, OWNER, startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';

const noBrowser = await whyNoBrowser();
const words = { ...en, ...factorsEn, ...codeEn };

/** As an app does it. @param later steps of 30 s from now: a code is taken once, and the next one is good already */
function codeOf(secret: string, later = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + later * 30_000,
  });
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** From the picture to the recovery codes, by keyboard alone. */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  const secret = (await page.locator('code').textContent()) ?? '';
  await page.getByRole('img', { name: words.picture }).waitFor();
  await hasFocus(page.locator('[autocomplete=one-time-code]'));
  await page.keyboard.type(codeOf(secret));
  await page.keyboard.press('Tab');
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: words.codesLabel });
  await list.waitFor();
  const codes = await list.getByRole('listitem').allInnerTexts();
  return { secret, codes };
}

async function signIn(deskbell: Deskbell, page: Page): Promise<void> {
  await page.goto(`${deskbell.url}/inbox`);
  await page.getByRole('textbox', { name: words.email }).fill(OWNER.email);
  await page.getByLabel(words.password, { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
}

describe.skipIf(noBrowser)('a second factor', () => {
  const refused = [/401 \((Unauthorized)?\) \(.*\/v1\/(me|sessions)\)/, /4\d\d \(.*\) \(.*\/v1\//];

  test('FA1 FA4 is set up by keyboard, asked for at the next sign-in, and a recovery code does in its place', async () => {
    const deskbell = await startDeskbell();
    const { page } = await openInbox(deskbell);
    await page.goto(`${deskbell.url}/inbox/settings/security`);
    await button(page, words.setUp).click();
    await page.getByRole('img', { name: words.picture }).waitFor();
    await expectAccessible(page);
    const { secret, codes } = await setUp(page);
    expect(codes).toHaveLength(10);
    await expectAccessible(page);
    await button(page, words.codesKept).click();
    await page.getByText('Recovery codes left: 10').waitFor();

    const other = await openPage({ width: 390, allow: refused });
    await signIn(deskbell, other);
    const field = other.getByRole('textbox', { name: words.code });
    await field.waitFor();
    expect([await field.getAttribute('autocomplete'), await field.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ]);
    await expectAccessible(other);
    // Nobody has to look for it. Spaces come along with a paste.
    await hasFocus(field);
    await other.keyboard.insertText('000 000');
    await other.keyboard.press('Enter');
    await other.getByText(words.errorCode).waitFor();
    await hasFocus(field);
    await field.fill('');
    const next = codeOf(secret, 1);
    await other.keyboard.insertText(`${next.slice(0, 3)} ${next.slice(3)}`);
    await other.keyboard.press('Enter');
    await button(other, words.menu)
      .or(other.getByRole('region', { name: words.mine }))
      .first()
      .waitFor();

    const third = await openPage({ allow: refused });
    await signIn(deskbell, third);
    await button(third, words.useRecovery).click();
    await third.getByRole('textbox', { name: words.recoveryCode }).fill(codes[3]!.toUpperCase());
    await third.keyboard.press('Enter');
    await third.getByRole('region', { name: words.mine }).waitFor();
    await third.goto(`${deskbell.url}/inbox/settings/audit`);
    await third.getByRole('listitem').filter({ hasText: 'Signed in with a recovery code' }).waitFor();
  });

  test('FA5 where everybody needs one, it is set up before anything else is seen', async () => {
    const deskbell = await startDeskbell();
    const { page } = await openInbox(deskbell, { allow: refused });
    await page.goto(`${deskbell.url}/inbox/settings/security`);
    await page.getByRole('checkbox', { name: words.requireAll }).check();
    // The page was open, and is sent there too.
    await page.getByRole('heading', { name: words.gateTitle }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: words.gateTitle }).waitFor();
    await expectAccessible(page);
    await page.getByRole('img', { name: words.picture }).waitFor();
    await setUp(page);
    await button(page, words.codesKept).click();
    await page.getByRole('checkbox', { name: words.requireAll }).waitFor();
  });
});
