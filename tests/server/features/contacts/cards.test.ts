import { expect, test } from 'vitest';
import type { Card } from '../../../../protocol/contacts.ts';
import { resolvePerson } from '../../../../server/features/contacts/people.ts';
import { newSite } from '../../../contract/scene.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

async function openDesk() {
  const desk = await buildTestApp();
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const act = async (line: `${string} /${string}`, body?: object, who = sarnai) => {
    const { statusCode, body: text } = await ask(desk, line, { cookie: who.cookie, ...(body && { body }) });
    return { status: statusCode, body: text === '' ? null : JSON.parse(text) };
  };
  const find = (what: object) => resolvePerson(desk.context, { source: 'import', ...what });
  return { desk, sarnai, act, find };
}

async function contactIdOf({ store }: Desk, visitorId: string): Promise<string> {
  return (await store.visitors.find(visitorId))!.contactId;
}

test('CO2 a door finds people by a number in whatever form, and by an address', async () => {
  const { find } = await openDesk();
  const bat = await find({ phone: '+976 9911-2233', name: 'Bat', externalId: '7', externalScope: 'bitrix24' });
  expect(bat).toMatchObject({ name: 'Bat', phone: '+97699112233', siteId: null });
  for (const what of [
    { phone: '00976 99112233' },
    { externalId: '7', externalScope: 'bitrix24', phone: '+97688112233' },
  ]) {
    expect((await find(what)).id).toBe(bat.id);
  }
  expect((await find({ email: 'Ann@Example.com' })).id).toBe((await find({ email: 'ann@example.COM' })).id);
  await expect(find({ phone: 'call me' })).rejects.toMatchObject({ code: 'PHONE_INVALID' });
  await expect(find({ name: 'Nobody' })).rejects.toMatchObject({ code: 'FIELD_REQUIRED' });
});

test('CO3 CO4 CO7 who writes with a known number is known at once in open inboxes, and sees nothing of it', async () => {
  const { desk, sarnai, act, find } = await openDesk();
  const known = await visitor(desk);
  await known.ask({ type: 'visitor.identify', name: 'Bat', phone: '+976 9911 2233' });
  await send(known, 'My secret');
  await sarnai.hears('entry.added');
  const comer = await visitor(desk);
  await comer.ask({ type: 'form.send', name: '', email: '', phone: '+976 9911 2233', message: 'Hello again' });
  const card = { id: await contactIdOf(desk, known.visitorId), name: 'Bat' };
  const added = await sarnai.hears('entry.added', news => news.entry.body.kind === 'form');
  expect(added.conversation.contact).toMatchObject({ name: '', card });
  // The other conversation of the card says so as well.
  const told = await sarnai.hears('conversation.changed', news => news.conversation.contact.name === 'Bat');
  expect(told.conversation.contact.card).toEqual(card);
  const { body } = (await act(`GET /v1/contacts/${card.id}`)) as { body: Card };
  expect(body).toMatchObject({ name: 'Bat', merges: [{ reason: 'number', isVerified: false, by: null }] });

  // P3: whoever typed it stays who they are, and hears nothing.
  const seen = JSON.stringify([
    comer.welcome,
    (await visitor(desk, { token: comer.token })).welcome,
    ...(await comer.rest()),
  ]);
  for (const theirs of ['My secret', 'Bat', card.id]) expect(seen).not.toContain(theirs);
  expect(await contactIdOf(desk, comer.visitorId)).not.toBe(card.id);

  // One click takes it back, and the same number does not join them again.
  const undone = await act(`DELETE /v1/contacts/${card.id}/merges/${body.merges[0]!.id}`);
  expect(undone).toMatchObject({ status: 200, body: { ids: [card.id], merges: [] } });
  await sarnai.hears('conversation.changed', news => news.conversation.contact.card === undefined);
  await comer.ask({ type: 'form.send', email: '', phone: '+976 9911 2233', message: 'Once more' });
  expect((await act(`GET /v1/contacts/${card.id}`)).body.ids).toEqual([card.id]);
  expect((await act(`GET /v1/contacts/${card.id}/suggestions`)).body).toEqual({ suggestions: [] });
  expect((await find({ phone: '+97699112233' })).id).not.toBe(card.id);
});

test('CO5 CO9 an agent joins two who are suggested, in either direction, and one of two at once does', async () => {
  const { act, find, desk } = await openDesk();
  const bat = await find({ phone: '+97699112233', name: 'Bat Dorj' });
  const dorj = await find({ email: 'bat@example.mn', name: 'Dorj BAT' });
  await act(`POST /v1/contacts/${dorj.id}/identities`, { kind: 'phone', value: '+7 99112233' });
  // The number is one of no country there; the address of the other is.
  await act(`POST /v1/contacts/${bat.id}/identities`, { kind: 'email', value: 'BAT@Example.mn' });
  const [pair] = (await act(`GET /v1/contacts/${bat.id}/suggestions`)).body.suggestions;
  expect(pair).toMatchObject({ card: { id: dorj.id }, reasons: ['mail', 'name'] });
  const both = await Promise.all([
    act(`POST /v1/contacts/${bat.id}/merges`, { with: dorj.id, choices: { name: 'loser' } }),
    act(`POST /v1/contacts/${dorj.id}/merges`, { with: bat.id }),
  ]);
  expect(both.map(each => each.status).sort()).toEqual([200, 409]);
  expect(both.find(each => each.status === 409)!.body.code).toMatch(/CONTACT_(JOINED|CHANGED)/);
  const card = (await act(`GET /v1/contacts/${bat.id}`)).body as Card;
  expect(card).toMatchObject({ phone: '+97699112233', email: 'bat@example.mn', merges: [{ by: { name: 'Sarnai' } }] });
  expect(await act(`POST /v1/contacts/${bat.id}/merges`, { with: bat.id })).toMatchObject({
    status: 409,
    body: { code: 'CONTACT_JOINED' },
  });
  const stale = { with: (await find({ phone: '+97699114455' })).id, versions: { winner: 1, loser: 99 } };
  expect((await act(`POST /v1/contacts/${card.id}/merges`, stale)).body).toMatchObject({ code: 'CONTACT_CHANGED' });
  expect((await act(`POST /v1/contacts/${bat.id}/merges`, { with: 'nobody' })).status).toBe(404);
  expect((await act(`DELETE /v1/contacts/${stale.with}/merges/${card.merges[0]!.id}`)).status).toBe(404);
  expect((await act(`POST /v1/contacts/${card.id}/refusals`, { with: stale.with })).status).toBe(204);
  expect(desk.store.feed).toBe(null);
});

test('CO1 CO8 agents write down what they know, field by field', async () => {
  const { act, desk, find } = await openDesk();
  const field = { id: 'size', name: 'Size', kind: 'choice', choices: ['S', 'M'] };
  await desk.store.deskSettings.put({ id: 'contact-fields', value: JSON.stringify([field]) });
  const { id } = await find({ phone: '+97699112233' });
  const facts = {
    ...{ name: 'Bat', callMe: 'Batka', birthday: '--05-31', tags: ['vip'] },
    addresses: [{ label: 'Home', text: 'Ulaanbaatar, 1-2-3' }],
    fields: { size: 'M' },
  };
  expect((await act(`PATCH /v1/contacts/${id}`, facts)).body).toMatchObject(facts);
  const wrong = { fields: { size: 'XXL', colour: 'red' } };
  expect((await act(`PATCH /v1/contacts/${id}`, wrong)).body).toMatchObject({
    code: 'FIELD_INVALID',
    fields: { 'fields.size': 'FIELD_INVALID', 'fields.colour': 'FIELD_INVALID' },
  });
  for (const birthday of ['31.05.1990', '1990-02-30', '--02-30']) {
    expect((await act(`PATCH /v1/contacts/${id}`, { birthday })).status).toBe(422);
  }
  const cleared = { callMe: '', birthday: null, fields: { size: null } };
  expect((await act(`PATCH /v1/contacts/${id}`, cleared)).body).toMatchObject({
    callMe: '',
    birthday: null,
    fields: {},
  });
  expect((await act(`PATCH /v1/contacts/${id}`, { name: 'X', version: 1 })).body).toMatchObject({
    code: 'CONTACT_CHANGED',
  });

  const mail = { kind: 'email', value: 'Bat@Example.mn' };
  expect((await act(`POST /v1/contacts/${id}/identities`, { kind: 'email', value: 'bat' })).body).toMatchObject({
    code: 'EMAIL_INVALID',
  });
  await act(`POST /v1/contacts/${id}/identities`, mail);
  await act(`POST /v1/contacts/${id}/identities`, { kind: 'phone', value: '+976 8811 2233', isPrimary: true });
  expect((await act(`GET /v1/contacts/${id}`)).body).toMatchObject({ phone: '+97688112233', email: 'bat@example.mn' });
  const name = { kind: 'phone', value: '+97699112233' };
  expect((await act(`POST /v1/contacts/${id}/identities/primary`, name)).body.phone).toBe('+97699112233');
  expect((await act(`POST /v1/contacts/${id}/identities/removal`, name)).body.phone).toBe('+97688112233');

  const { notes } = (await act(`POST /v1/contacts/${id}/notes`, { text: 'Likes peonies' })).body as Card;
  expect(notes).toMatchObject([{ text: 'Likes peonies', by: { name: 'Sarnai' } }]);
  expect((await act(`DELETE /v1/contacts/${id}/notes/${notes[0]!.id}`)).body.notes).toEqual([]);
  const consent = { channel: 'email', purpose: 'news', isGiven: true, text: 'Yes, write to me' };
  await act(`POST /v1/contacts/${id}/consents`, consent);
  const { consents } = (await act(`POST /v1/contacts/${id}/consents`, { ...consent, isGiven: false })).body as Card;
  expect(consents.map(each => [each.isGiven, each.source])).toEqual([
    [true, 'agent'],
    [false, 'agent'],
  ]);
});

test('RI4 CO11 who sees one site of a card sees it, who sees none does not, and what came by no site is for all', async () => {
  const { desk, act, find } = await openDesk();
  const other = newSite();
  await desk.store.sites.save(other);
  const [here, elsewhere] = [
    await agent(desk, { siteIds: [desk.site.id] }),
    await agent(desk, { siteIds: [other.id] }),
  ];
  const reader = await agent(desk, { role: 'reader' });
  const phone = '+97699112233';
  const theirs = await find({ phone, siteId: desk.site.id });
  const open = await find({ email: 'ann@example.com' });
  const status = async (id: string, who: typeof here) => (await act(`GET /v1/contacts/${id}`, undefined, who)).status;
  expect([await status(theirs.id, here), await status(theirs.id, elsewhere)]).toEqual([200, 404]);
  expect([await status(open.id, here), await status(open.id, elsewhere)]).toEqual([200, 200]);
  expect((await act(`POST /v1/contacts/${open.id}/merges`, { with: theirs.id }, elsewhere)).status).toBe(404);
  expect((await act(`PATCH /v1/contacts/${theirs.id}`, { name: 'X' }, elsewhere)).status).toBe(404);
  expect((await act(`POST /v1/contacts/${open.id}/merges`, { with: theirs.id }, reader)).status).toBe(403);
  expect((await act(`POST /v1/contacts/${open.id}/merges`, { with: theirs.id }, here)).status).toBe(200);
  expect([await status(open.id, here), await status(open.id, elsewhere)]).toEqual([200, 404]);
});
