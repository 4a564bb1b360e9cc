import { expect, test } from 'vitest';
import { MAX_SAVED_VIEWS } from '../../../../protocol/saved-views.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

const MINUTE_MS = 60_000;
const VIEW = { name: 'Late in Mongolian', filter: { locale: 'mn', waitingMinutes: 10 } };

/** One of each role. */
async function desk() {
  const desk = await buildTestApp();
  const [owner, sarnai, reader] = await Promise.all([
    staffed(desk, { role: 'owner', name: 'Owner' }),
    staffed(desk, { name: 'Sarnai' }),
    staffed(desk, { role: 'reader', name: 'Reader' }),
  ]);
  return { desk, owner, sarnai, reader };
}

type Who = Awaited<ReturnType<typeof desk>>['owner'];
const namesOf = async (who: Who) => {
  const views: { name: string }[] = (await who.ask('GET /v1/saved-views')).json();
  return views.map(each => each.name).sort();
};

test('SV1 everybody keeps views of their own, and what owners share is in everybody’s', async () => {
  const { owner, sarnai, reader } = await desk();
  const made = await sarnai.ask('POST /v1/saved-views', { body: VIEW });
  const kept = { name: VIEW.name, filter: { status: 'open', ...VIEW.filter }, isShared: false };
  expect([made.statusCode, made.json()]).toEqual([201, { id: expect.any(String), ...kept }]);
  expect((await reader.ask('POST /v1/saved-views', { body: { ...VIEW, name: 'Mine' } })).statusCode).toBe(201);
  const shared = { ...VIEW, name: 'Everybody’s', isShared: true };
  const refused = await sarnai.ask('POST /v1/saved-views', { body: shared });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'FORBIDDEN']);
  const { id } = (await owner.ask('POST /v1/saved-views', { body: shared })).json();
  expect([await namesOf(sarnai), await namesOf(reader), await namesOf(owner)]).toEqual([
    ['Everybody’s', VIEW.name],
    ['Everybody’s', 'Mine'],
    ['Everybody’s'],
  ]);
  expect((await sarnai.ask(`PUT /v1/saved-views/${id}`, { body: VIEW })).statusCode).toBe(404);
  expect((await sarnai.ask(`DELETE /v1/saved-views/${id}`)).statusCode).toBe(404);
  expect((await owner.ask(`DELETE /v1/saved-views/${made.json().id}`)).statusCode).toBe(404);
  // An owner who takes one back has it alone.
  const own = await owner.ask(`PUT /v1/saved-views/${id}`, { body: { ...shared, isShared: false } });
  expect([own.statusCode, own.json().isShared]).toEqual([200, false]);
  expect(await namesOf(sarnai)).toEqual([VIEW.name]);
  expect((await owner.ask(`DELETE /v1/saved-views/${id}`)).statusCode).toBe(204);
  expect(await namesOf(owner)).toEqual([]);
});

test('SV2 a view too many is refused, and so is a filter that says what there is not', async () => {
  const { sarnai } = await desk();
  for (let n = 0; n < MAX_SAVED_VIEWS; n++) await sarnai.ask('POST /v1/saved-views', { body: VIEW });
  const full = await sarnai.ask('POST /v1/saved-views', { body: VIEW });
  expect([full.statusCode, full.json().code]).toEqual([409, 'VIEWS_FULL']);
  for (const filter of [
    { status: 'gone' },
    { waitingMinutes: 0 },
    { locale: 'xx' },
    { assignee: 'anybody' },
    { tag: '' },
  ]) {
    const answer = await sarnai.ask('POST /v1/saved-views', { body: { name: 'x', filter } });
    expect([filter, answer.statusCode]).toEqual([filter, 422]);
  }
  expect((await sarnai.ask('POST /v1/saved-views', { body: { name: ' ', filter: {} } })).statusCode).toBe(422);
});

test('SV3 RI4 a view of a site that somebody does not see is not there for them, and they can not make one', async () => {
  const { desk: here, owner } = await desk();
  const theirs = await here.addSite({ key: 'tulga' });
  const limited = await staffed(here, { siteIds: [theirs.id] });
  const of = (siteId: string) => ({ name: siteId, filter: { siteId }, isShared: true });
  await owner.ask('POST /v1/saved-views', { body: of(here.site.id) });
  await owner.ask('POST /v1/saved-views', { body: of(theirs.id) });
  expect(await namesOf(limited)).toEqual([theirs.id]);
  const refused = await limited.ask('POST /v1/saved-views', { body: { ...of(here.site.id), isShared: false } });
  expect([refused.statusCode, refused.json().fields]).toEqual([422, { 'filter.siteId': 'FIELD_INVALID' }]);
});

test('SV4 SV5 RI4 a filter finds what is as it says by now, of the sites that one sees, and later who came to wait so long', async () => {
  const { desk: here, sarnai } = await desk();
  const theirs = await here.addSite({ key: 'tulga' });
  const limited = await staffed(here, { siteIds: [theirs.id] });
  const long = await send(await visitor(here, { locale: 'mn' }), 'Сайн байна уу');
  await send(await visitor(here, { locale: 'ru' }), 'Здравствуйте');
  await here.pass(5 * MINUTE_MS);
  const late = await send(await visitor(here, { locale: 'mn' }), 'Байна уу');
  const found = async (who: Who, query: string) => {
    const answer = await who.ask(`GET /v1/conversations/filtered?${query}`);
    expect([query, answer.statusCode]).toEqual([query, 200]);
    const { conversations, cursor, at } = answer.json();
    return { ids: conversations.map((each: { id: string }) => each.id), cursor, at };
  };
  const asked = 'locale=mn&waitingMinutes=10&assignee=nobody&waitsFor=message&channel=chat';
  expect((await found(sarnai, asked)).ids).toEqual([]);
  await here.pass(6 * MINUTE_MS);
  const first = await found(sarnai, asked);
  expect(first).toEqual({ ids: [long.conversationId], cursor: null, at: here.context.now() });
  expect((await found(limited, 'locale=mn')).ids).toEqual([]);
  expect((await found(limited, `siteId=${here.site.id}`)).ids).toEqual([]);
  await here.pass(5 * MINUTE_MS);
  expect((await found(sarnai, `${asked}&since=${first.at}`)).ids).toEqual([late.conversationId]);
  expect((await found(sarnai, 'status=closed')).ids).toEqual([]);
  expect((await found(sarnai, 'assignee=somebody')).ids).toEqual([]);
  expect((await sarnai.ask('GET /v1/conversations/filtered?status=gone')).statusCode).toBe(400);
});

test('SV4 by a team those are found whom one of it has, by whoever is of it now; of one that is gone, nobody', async () => {
  const { desk: shop, owner, sarnai } = await desk();
  const team = { name: 'Sales', agentIds: [] as string[] };
  const { id } = (await owner.ask('POST /v1/teams', { body: team })).json();
  const { conversationId } = await send(await visitor(shop), 'Hello');
  const me = (await sarnai.ask('GET /v1/me')).json().agent;
  await shop.store.conversations.assign({
    conversationId,
    to: me,
    author: { kind: 'system' },
    at: shop.context.now(),
  });
  const found = async () => {
    const { conversations, teamAgentIds } = (await sarnai.ask(`GET /v1/conversations/filtered?teamId=${id}`)).json();
    return [conversations.map((each: { id: string }) => each.id), teamAgentIds];
  };
  expect(await found()).toEqual([[], []]);
  await owner.ask(`PUT /v1/teams/${id}`, { body: { ...team, agentIds: [me.id] } });
  expect(await found()).toEqual([[conversationId], [me.id]]);
  await owner.ask(`DELETE /v1/teams/${id}`);
  expect(await found()).toEqual([[], []]);
});
