import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, sharedDeskbell } from '../helpers/deskbell.ts';
import { openColleague, openInbox } from '../helpers/inbox-page.ts';
import { openReceiver } from '../helpers/receiver.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('the telephone', () => {
  const server = sharedDeskbell({
    site: { timeZone: 'Asia/Ulaanbaatar' },
    env: { WEBHOOKS_TO_PRIVATE: 'on' },
  });

  /** A line of a telephone system's own, which is told of in Zammad's words. */
  async function line(deskbell: Deskbell, name: string) {
    await deskbell.api('PATCH', '/v1/switches', { customers: true, telephone: true });
    const settings = { name, number: '', siteId: deskbell.site.id, rings: { kind: 'everybody' }, dialect: 'zammad' };
    const { addresses } = await deskbell.api<{ addresses: { whole: string } }>('POST', '/v1/telephone/lines', settings);
    async function tell(event: string, callId: string, number: string, more: Record<string, string> = {}) {
      const fields = { event, callId: `${name} ${callId}`, from: number, to: '77112233', direction: 'in', ...more };
      const answer = await fetch(`${deskbell.url}${new URL(addresses.whole).pathname}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      expect(answer.status).toBe(200);
    }
    return tell;
  }

  /** Somebody who bought, wrote and complained. */
  async function bolormaa({ api, url, site }: Deskbell, phone: string): Promise<void> {
    const person = { phone, name: 'Bolormaa' };
    await api('POST', '/v1/purchases', { person, lines: [{ name: 'Tulips', quantity: 15, price: 300_000 }] });
    await api('POST', '/v1/complaints', {
      person,
      about: { kind: 'service', name: 'Late delivery' },
      asked: 'Wanted noon, came at four.',
    });
    const form = { type: 'form.send', clientId: `of ${phone} in this test`, hasConsent: true };
    const answer = await fetch(`${url}/v1/sites/${site.key}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...form, name: 'Bolormaa', email: '', phone, message: 'Zaisan, tower 3' }),
    });
    expect(answer.ok).toBe(true);
  }

  /** The cards and bars at the corner. */
  const cards = (page: Page) => page.locator('.live-calls > section');

  test('CL6 CL14 whoever rings is known before anybody answers, and what was typed meanwhile is there after it', async () => {
    const tell = await line(server(), 'Front desk');
    await bolormaa(server(), '+97699112233');
    const { page: sarnai } = await openInbox(server());
    const { page: bold } = await openColleague(server(), 'Bold');
    const me = await server().api<{ agent: { email: string } }>('GET', '/v1/me');
    await tell('newCall', 'one', '9911-2233');
    // Each telephone that rings is told of; the card is one.
    await tell('newCall', 'one', '9911-2233');
    for (const page of [sarnai, bold]) {
      const card = cards(page);
      for (const words of [
        'Bolormaa',
        /“Hello .?Bolormaa/,
        'Zaisan, tower 3',
        'Tulips',
        'Wanted noon, came at four.',
        /Front desk/,
      ])
        await sees(card, words);
      expect(await card.count()).toBe(1);
    }
    await cards(sarnai).getByRole('button', { name: 'Note' }).click();
    await sarnai.keyboard.type('Wants peon');
    await tell('answer', 'one', '9911-2233', { answeringNumber: me.agent.email });
    await sees(cards(sarnai), /In a call with/);
    await expect.poll(() => cards(bold).count()).toBe(0);
    // The focus never left its field.
    await sarnai.keyboard.type('ies');
    expect(await cards(sarnai).getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Wants peonies');
    await sarnai.reload();
    await expect.poll(() => cards(sarnai).getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Wants peonies');
    await bold.goto(`${server().url}/inbox/calls`);
    await sees(bold.locator('.calls-list'), 'In a call');
    await tell('hangup', 'one', '9911-2233', { cause: 'normalClearing' });
    await sees(cards(sarnai), /has ended/);
    // Kept as it stands, and seen by a colleague without a reload.
    await sees(bold.locator('.calls-list'), 'Wants peonies');
  });

  test('CL5 CL14 a number that two share shows both, one of them is chosen, and a complaint is two presses away', async () => {
    const tell = await line(server(), 'Shared');
    const phone = '+97688112233';
    const ids: string[] = [];
    for (const [externalId, name] of [
      ['a', 'Anu'],
      ['b', 'Bat'],
    ]) {
      const lines = [{ name: 'Roses', quantity: 1, price: 100_000 }];
      const bought = await server().api<{ contactId: string }>('POST', '/v1/purchases', {
        person: { externalId, name },
        lines,
      });
      ids.push(bought.contactId);
    }
    await server().api('POST', `/v1/contacts/${ids[0]}/refusals`, { with: ids[1] });
    for (const id of ids)
      await server().api('POST', `/v1/contacts/${id}/identities`, { kind: 'phone', value: phone, isPrimary: true });
    const { page } = await openInbox(server());
    await tell('newCall', 'one', phone);
    await sees(cards(page), 'Several people have this number');
    await sees(cards(page), /Anu.? or .?Bat/);
    await cards(page).getByRole('button', { name: 'Bat' }).click();
    await seesNoMore(cards(page), 'Several people have this number');
    await cards(page).getByRole('button', { name: 'Make a complaint' }).click();
    const asked = page.getByRole('dialog').getByRole('textbox', { name: /What went wrong/ });
    await page.getByRole('dialog').getByRole('textbox', { name: 'In a few words' }).fill('Late delivery');
    await asked.fill('The roses came at four');
    await tell('answer', 'one', phone);
    await tell('hangup', 'one', phone, { cause: 'normalClearing' });
    await page.getByRole('button', { name: 'Open the complaint' }).click();
    await sees(page.locator('.toasts'), /The complaint is open/);
    const { complaints } = await server().api<{ complaints: { complaint: { asked: string; contactId: string } }[] }>(
      'GET',
      '/v1/complaints',
    );
    expect(complaints.map(each => each.complaint)).toContainEqual(
      expect.objectContaining({ asked: 'The roses came at four', contactId: ids[1] }),
    );
  });

  test('CL7 CL13 CL15 an unknown number begins a card; missed, it is a callback due now; and its number rings by the telephone system', async () => {
    const tell = await line(server(), 'Missed');
    const pbx = await openReceiver(() => 204);
    const { agent } = await server().api<{ agent: { id: string } }>('GET', '/v1/me');
    const settings = await server().api<{ settings: object }>('GET', '/v1/telephone');
    await server().api('PUT', '/v1/telephone', {
      ...settings.settings,
      extensions: [{ name: '21', agentId: agent.id }],
      dial: { url: pbx.url, user: '', password: '' },
    });
    const { page } = await openInbox(server());
    await page.getByRole('link', { name: 'Calls', exact: true }).click();
    await tell('newCall', 'one', '+97695112233');
    await sees(cards(page), 'Nobody knows this number yet.');
    const row = page.locator('.call-row').filter({ hasText: '9511' });
    await sees(row, 'Rings now');
    await tell('hangup', 'one', '+97695112233', { cause: 'cancel' });
    await expect.poll(() => cards(page).count()).toBe(0);
    await sees(row, 'A callback was promised');
    const { callbacks } = await server().api<{ callbacks: { callback: { phone: string; startAt: number } }[] }>(
      'GET',
      '/v1/callbacks',
    );
    const [due] = callbacks.map(each => each.callback).filter(each => each.phone === '+97695112233');
    expect(due!.startAt).toBeLessThanOrEqual(Date.now());
    await row.getByRole('link', { name: 'Call', exact: true }).click();
    await sees(page.locator('.toasts'), 'Your telephone rings first.');
    expect(JSON.parse(pbx.got[0]!.body)).toEqual({ number: '+97695112233', extension: '21', agent: agent.id });
    // The card that began with the number has all of it.
    await row.getByRole('link', { name: /9511/ }).first().click();
    await sees(page.locator('.timeline'), 'Missed call');
    await page.locator('.card-head').getByRole('link', { name: 'Call', exact: true }).click();
    await expect.poll(() => pbx.got.length).toBe(2);
  });
});
