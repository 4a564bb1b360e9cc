import { describe, expect, test } from 'vitest';
import type { SpamFigures, SpamSettings, WorkChallenge } from '../../../../protocol/spam.ts';
import { solvedWork } from '../../../../protocol/wire/work.ts';
import { agent, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';

const ADVERT = 'We sell dofollow backlinks and guest posts, https://links.example is the price list';
const LETTER = { email: 'ann@mail.example', message: 'Do you deliver to Darkhan?' };

const post = (desk: Desk, fields: Record<string, string>, name = 'contact') =>
  desk.app.inject({
    method: 'POST',
    url: `/f/altan/${name}`,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': `browser ${++browsers}` },
  });
let browsers = 0;

const listed = async (desk: Desk, view: 'all' | 'quarantine') =>
  (await desk.store.views.page({ view, agentId: 'nobody', limit: 50 })).items;
const reasons = async (desk: Desk) => (await listed(desk, 'quarantine')).map(each => each.held?.rules);

/** What our own page carries: its id and when it was drawn. */
async function drawn(desk: Desk): Promise<Record<string, string>> {
  const { body } = await desk.app.inject({ url: '/f/altan/contact' });
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)![1]!;
  return { _id: value('_id'), _drawn: value('_drawn'), _asks: value('_asks') };
}

describe('what is held', () => {
  test('SP1 is acked like all words, and told to nobody but who shows the quarantine', async () => {
    const desk = await buildTestApp();
    const [sarnai, keeper] = [await agent(desk), await agent(desk, { name: 'Keeper' })];
    await sarnai.ask({ type: 'views.watch', view: 'all', site: null, conversationId: null });
    await keeper.ask({ type: 'views.watch', view: 'quarantine', site: null, conversationId: null });
    const robot = await visitor(desk);
    const entry = await send(robot, ADVERT);
    expect(entry).toMatchObject({ seq: 1, body: { text: ADVERT } });
    const told = await keeper.hears('entry.added');
    expect(told.conversation).toMatchObject({
      status: 'held',
      assigneeId: null,
      held: { rules: ['advert', 'links', 'too_fast'] },
    });
    await desk.context.routing.settled();
    expect((await sarnai.rest()).map(each => each.type)).not.toContain('entry.added');
    const changed = await robot.hears('conversation.changed');
    expect(changed.conversation, 'robots learn nothing').toMatchObject({ status: 'open' });
    expect(JSON.stringify([entry, changed])).not.toMatch(/held|advert/);

    const { token } = robot;
    await robot.leave();
    const again = await visitor(desk, { token });
    expect(again.welcome).toMatchObject({ conversation: { status: 'open' }, entries: [{ seq: 1 }] });
    await send(again, 'Hello?');
    expect(await listed(desk, 'all')).toEqual([]);
    await desk.pass(1_000, sarnai, keeper, again);
    expect((await sarnai.hears('counts', ({ counts }) => counts.quarantine === 1)).counts).toMatchObject({
      all: 0,
      unassigned: 0,
    });
  });

  test('SP2 whoever is on the desk already is not judged again', async () => {
    const desk = await buildTestApp();
    const ann = await visitor(desk);
    await send(ann, 'Hello');
    await send(ann, ADVERT);
    expect(await reasons(desk)).toEqual([]);
    expect(await listed(desk, 'all')).toHaveLength(1);
  });

  test('SP2 a filled trap is kept and held, and answered as an honest form is', async () => {
    const desk = await buildTestApp();
    const robot = await post(desk, { ...LETTER, _gotcha: 'x' });
    const honest = await post(desk, LETTER);
    expect([robot.statusCode, robot.body]).toEqual([200, honest.body]);
    expect(await reasons(desk)).toEqual([['trap']]);
    expect(await listed(desk, 'all')).toHaveLength(1);
  });

  test('SP2 our own page says when it was drawn, and nobody can make that up', async () => {
    const desk = await buildTestApp();
    const [mine, others, third] = [await drawn(desk), await drawn(desk), await drawn(desk)];
    const link = { ...LETTER, message: 'See https://a.example/1 and https://a.example/2' };
    await post(desk, { ...link, ...third, _drawn: others._drawn! });
    await post(desk, { ...link, ...others, _drawn: '' });
    expect(await reasons(desk)).toEqual([
      ['no_stamp', 'links'],
      ['no_stamp', 'links'],
    ]);
    await desk.pass(60_000);
    await post(desk, { ...link, ...mine });
    expect(await listed(desk, 'all'), 'one with its stamp').toHaveLength(1);
  });

  test('SP2 numbers that cost whoever rings them, and those of countries that are not welcome', async () => {
    const desk = await buildTestApp({
      site: { spam: { work: 'auto', countries: ['MN', 'GB'], blocks: [] } },
    });
    await post(desk, { phone: '+449098790000' }, 'callback');
    await post(desk, { phone: '+14155550132' }, 'callback');
    await post(desk, { phone: '+97699112233' }, 'callback');
    expect((await reasons(desk)).flat().sort()).toEqual(['foreign_number', 'premium_number']);
    const queue = (await desk.store.callbacks.queue({ limit: 10 })).items;
    expect(queue.map(each => each.callback.phone)).toEqual(['+97699112233']);
  });

  test('SP2 the owner’s list: addresses, numbers, words and countries', async () => {
    const blocks = [
      { kind: 'address', value: '203.0.113.0/24' },
      { kind: 'number', value: '+٩٧٦ ٩٩١١' },
      { kind: 'word', value: 'Tulips' },
      { kind: 'country', value: 'us' },
    ] as const;
    const desk = await buildTestApp({
      site: { spam: { work: 'never', countries: [], blocks: [...blocks] } },
    });
    await desk.app.inject({
      method: 'POST',
      url: '/v1/sites/altan/submissions',
      remoteAddress: '203.0.113.9',
      payload: { type: 'message.send', clientId: 'from-a-network', text: 'Hi' },
    });
    await post(desk, { phone: '+97699110000' }, 'callback');
    await post(desk, { ...LETTER, message: 'TULIPS, please' });
    await post(desk, { phone: '+14155550132' }, 'callback');
    expect(await reasons(desk)).toEqual([['blocked'], ['blocked'], ['blocked'], ['blocked']]);
    await send(await visitor(desk), 'Roses, please');
    expect(await listed(desk, 'all')).toHaveLength(1);
  });

  test('SP2 a block that would hold nothing, or everybody, is refused by name', async () => {
    const desk = await buildTestApp();
    const { cookie } = await signedIn(desk, { role: 'owner' });
    const patch = (blocks: object[], countries: string[] = []) =>
      desk.app.inject({
        method: 'PATCH',
        url: '/v1/sites/altan',
        headers: { cookie, origin: 'http://localhost:80', host: 'localhost:80' },
        payload: { spam: { work: 'auto', countries, blocks } },
      });
    const answer = await patch([
      { kind: 'word', value: 'fine' },
      { kind: 'address', value: '203.0.113.0/99' },
    ]);
    expect([answer.statusCode, answer.json().fields]).toEqual([422, { 'spam.blocks.1': 'FIELD_INVALID' }]);
    expect((await patch([{ kind: 'country', value: 'zz' }])).json().fields).toEqual({
      'spam.blocks.0': 'FIELD_INVALID',
    });
    expect((await patch([{ kind: 'address', value: '2001:db8::/32' }])).statusCode).toBe(200);
    for (const value of ['0.0.0.0/0', '::/0', '10.0.0.0/7', '2001::/15']) {
      expect((await patch([{ kind: 'address', value }])).json().fields).toEqual({ 'spam.blocks.0': 'FIELD_INVALID' });
    }
    expect((await patch([{ kind: 'address', value: '10.0.0.0/8' }])).statusCode).toBe(200);
    // With no country but one that is none, every number would be held.
    const nowhere = await patch([], ['MN', 'XX']);
    expect([nowhere.statusCode, nowhere.json().fields]).toEqual([422, { 'spam.countries.1': 'FIELD_INVALID' }]);
    expect((await patch([], ['MN', 'GB'])).statusCode).toBe(200);
  });

  test('SP2 the same long text from others is held, the first two are not', async () => {
    const desk = await buildTestApp();
    const text =
      'Our new collection of felt slippers is here, made by hand in the mountains, come and see them in the market hall';
    for (const number of [1, 2, 3]) await send(await visitor(desk), `${text} ${number} https://felt.example/${number}`);
    expect(await reasons(desk)).toEqual([['repeated', 'too_fast', 'links']]);
    expect(await listed(desk, 'all')).toHaveLength(2);
  });
});

describe('an agent decides', () => {
  test('SP3 what is no spam comes to the desk, rings, is given out, and its sender is trusted', async () => {
    const desk = await buildTestApp();
    await post(desk, { ...LETTER, message: ADVERT });
    const [{ id } = { id: '' }] = await listed(desk, 'quarantine');
    const sarnai = await agent(desk);
    await sarnai.ask({ type: 'views.watch', view: 'mine', site: null, conversationId: null });
    expect(await sarnai.ask({ type: 'conversation.release', conversationId: id })).toMatchObject({
      type: 'ack',
      entry: { body: { event: 'released', rules: ['advert', 'links'] } },
    });
    expect((await desk.store.audit.page({ limit: 1 })).items).toMatchObject([
      { what: 'quarantine.released', who: { kind: 'agent', id: sarnai.agent.id }, on: { kind: 'conversation', id } },
    ]);
    await desk.context.routing.settled();
    const given = await sarnai.hears(
      'entry.added',
      ({ entry }) => entry.body.kind === 'event' && entry.body.event === 'assigned',
    );
    expect(given.conversation).toMatchObject({
      status: 'open',
      assigneeId: sarnai.agent.id,
      waitingSince: desk.context.now(),
    });
    await desk.context.spam.settled();
    await post(desk, { ...LETTER, message: `${ADVERT} again` });
    expect(await reasons(desk)).toEqual([]);
  });

  test('SP3 an answer takes a conversation out as well', async () => {
    const desk = await buildTestApp();
    const robot = await visitor(desk);
    const { conversationId } = await send(robot, ADVERT);
    const sarnai = await agent(desk);
    await sarnai.ask({ type: 'message.send', conversationId, text: 'Which list?' });
    await robot.hears('entry.added');
    expect(await desk.store.conversations.find(conversationId)).toMatchObject({
      status: 'open',
      assigneeId: sarnai.agent.id,
    });
  });

  test('SP4 Spam takes it off the desk and the visitor hears nothing of it; its sender is known from then on', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    await post(desk, LETTER);
    const [{ id } = { id: '' }] = await listed(desk, 'all');
    await sarnai.ask({ type: 'conversation.hold', conversationId: id });
    expect(await reasons(desk)).toEqual([['agent']]);
    expect(await desk.store.conversations.find(id)).toMatchObject({ waitingSince: null });
    await desk.context.spam.settled();
    await post(desk, { ...LETTER, message: 'And what does it cost?' });
    expect((await reasons(desk))[0]).toEqual(['known_sender']);
  });

  test('SP4 a visitor in the chat sees no difference', async () => {
    const desk = await buildTestApp();
    const ann = await visitor(desk);
    const { conversationId } = await send(ann, 'Hello');
    const sarnai = await agent(desk);
    await ann.rest();
    await sarnai.ask({ type: 'conversation.hold', conversationId });
    expect(JSON.stringify(await ann.rest())).not.toMatch(/held/);
    await send(ann, 'Still here');
    expect(await desk.store.conversations.find(conversationId)).toMatchObject({ status: 'held', lastSeq: 3 + 1 });
  });

  test('SP5 a site learns from its agents, and keeps no word of it that could be read', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const idOf = async (text: string) => (await send(await visitor(desk), text)).conversationId;
    for (const what of ['carpets', 'sofas', 'lamps', 'chairs', 'tables', 'mirrors'])
      await sarnai.ask({
        type: 'conversation.hold',
        conversationId: await idOf(`Wholesome warehouse clearance of ${what}, truckloads`),
      });
    for (const what of ['roses', 'lilies', 'peonies', 'daisies', 'poppies', 'tulips']) {
      const conversationId = await idOf(`Would you bring ${what} on Friday morning?`);
      await sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });
      await sarnai.ask({ type: 'conversation.close', conversationId });
    }
    await desk.context.spam.settled();
    const before = (await listed(desk, 'quarantine')).length;
    await idOf('Wholesome warehouse clearance of truckloads: https://a.example and https://b.example');
    await idOf('Would you bring my order on Friday? https://a.example and https://b.example');
    const held = await listed(desk, 'quarantine');
    expect(held.length - before).toBe(1);
    expect(held[0]!.held!.rules).toEqual(['learned', 'links', 'too_fast']);
    const words = await desk.store.spam.tallies(desk.site.id, 'word');
    expect(JSON.stringify(words)).not.toMatch(/clearance|friday|a\.example/i);
  });
});

describe('work', () => {
  const ALWAYS: { spam: SpamSettings } = { spam: { work: 'always', countries: [], blocks: [] } };
  const show = (desk: Desk, payload: string) =>
    desk.app.inject({ method: 'POST', url: '/v1/sites/altan/work', payload: { payload } });
  const askedFor = async (text: string, desk: Desk): Promise<WorkChallenge> => {
    const ann = await visitor(desk);
    await send(ann, text);
    return (await ann.hears('work.asked')).work;
  };

  test('SP6 under pressure first words are acked and held until their page has done its work', async () => {
    const desk = await buildTestApp({ site: ALWAYS });
    const payload = await solvedWork(await askedFor('Hello', desk));
    expect(await reasons(desk)).toEqual([['unproven']]);
    expect((await show(desk, payload!)).statusCode).toBe(204);
    expect(await listed(desk, 'all')).toMatchObject([{ status: 'open', waitingSince: desk.context.now() }]);
  });

  test('SP6 one challenge does for all that is said meanwhile, and another one comes a minute later', async () => {
    const desk = await buildTestApp({ site: ALWAYS });
    const ann = await visitor(desk);
    const said = async (text: string) => {
      await send(ann, text);
      // Answered in its turn, after all that the words bring.
      await ann.ask({ type: 'conversation.resume', afterSeq: 0 });
      return (await ann.rest()).filter(({ type }) => type === 'work.asked').length;
    };
    expect(await said('Hello')).toBe(1);
    expect(await said('Is anybody there?')).toBe(0);
    await desk.pass(60_000, ann);
    expect(await said('Hello?')).toBe(1);
  });

  test('SP6 a solution is taken once, also when an agent has said Spam meanwhile', async () => {
    const desk = await buildTestApp({ site: ALWAYS });
    const payload = await solvedWork(await askedFor('Hello', desk));
    await show(desk, payload!);
    const sarnai = await agent(desk);
    const [{ id } = { id: '' }] = await listed(desk, 'all');
    await sarnai.ask({ type: 'conversation.hold', conversationId: id });
    const replay = await show(desk, payload!);
    expect([replay.statusCode, replay.json().code]).toEqual([422, 'FIELD_INVALID']);
    expect(await reasons(desk)).toEqual([['agent']]);
  });

  test('SP6 no other number, no other conversation, no other time', async () => {
    const desk = await buildTestApp({ site: ALWAYS });
    const work = await askedFor('Hello', desk);
    const solved = JSON.parse(atob((await solvedWork(work))!));
    const forged = [
      { ...solved, number: solved.number + 1 },
      { ...solved, salt: solved.salt.replace(/conversationId=\w/, 'conversationId=x') },
      { ...solved, algorithm: 'SHA-1' },
      { ...solved, number: -1 },
      null,
      [],
    ];
    for (const each of forged) expect((await show(desk, btoa(JSON.stringify(each)))).statusCode).toBe(422);
    expect((await show(desk, 'no base64 of anything')).statusCode).toBe(422);
    await desk.pass(61 * 60_000);
    expect((await show(desk, btoa(JSON.stringify(solved)))).statusCode).toBe(422);
    expect(await reasons(desk)).toEqual([['unproven']]);
  });

  test('SP6 the thank-you page of a plain form does the work by a script of its own, which its policy names', async () => {
    const desk = await buildTestApp({ site: ALWAYS });
    const { body, headers } = await post(desk, LETTER);
    const script = /<script>(.+)<\/script>/s.exec(body)![1]!;
    expect(headers['content-security-policy']).toMatch(/script-src 'sha256-[\w+/=]+'; connect-src 'self';/);
    const shown: string[] = [];
    const fetch = async (url: string, { body: sent }: { body: string }) => {
      shown.push(url);
      expect((await show(desk, JSON.parse(sent).payload)).statusCode).toBe(204);
    };
    await new Function('fetch', `return ${script}`)(fetch);
    expect(shown).toEqual(['../../v1/sites/altan/work']);
    expect(await listed(desk, 'all')).toHaveLength(1);
    await desk.changeSite({ spam: { ...ALWAYS.spam, work: 'never' } });
    const calm = await post(desk, { ...LETTER, message: 'Another question' });
    expect(calm.body).not.toContain('<script');
    expect(calm.headers['content-security-policy']).not.toContain('script-src');
  });

  test('SP6 a plain form that goes on elsewhere does the work on a page between, and goes on whatever becomes of it', async () => {
    const desk = await buildTestApp({ site: { ...ALWAYS, origins: ['https://altan.example'] } });
    const next = 'https://altan.example/thanks?from=form&l=mn#top';
    const goOn = async (message: string, show: (body: string) => Promise<unknown>) => {
      const { statusCode, body, headers } = await post(desk, { ...LETTER, message, _next: next });
      expect(statusCode).toBe(200);
      expect(headers['content-security-policy']).toMatch(/script-src 'sha256-[\w+/=]+'; connect-src 'self';/);
      expect(body, 'without scripts it goes on at once, and is held').toContain(
        `<noscript><meta http-equiv="refresh" content="0;url=${next.replaceAll('&', '&amp;')}"></noscript>`,
      );
      const went: string[] = [];
      const script = /<script>(.+)<\/script>/s.exec(body)![1]!;
      const fetch = (_url: string, { body: sent }: { body: string }) => show(JSON.parse(sent).payload);
      await new Function('fetch', 'location', `return ${script}`)(fetch, { replace: (to: string) => went.push(to) });
      expect(went).toEqual([next]);
    };
    await goOn('First question', async payload => expect((await show(desk, payload)).statusCode).toBe(204));
    expect(await listed(desk, 'all')).toHaveLength(1);
    await goOn('Second question', () => Promise.reject(new Error('no line')));
    expect(await listed(desk, 'all')).toHaveLength(1);
    expect(await reasons(desk)).toEqual([['unproven']]);
    await desk.changeSite({ spam: { ...ALWAYS.spam, work: 'never' } });
    const calm = await post(desk, { ...LETTER, message: 'Third question', _next: next });
    expect([calm.statusCode, calm.headers.location]).toEqual([303, next]);
  });

  test('SP6 a rush of newcomers asks for work by itself, and ends by itself', async () => {
    const desk = await buildTestApp();
    const { spam } = desk.context;
    const come = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          spam.judge({
            site: desk.site,
            visitorId: `v${index}`,
            address: `198.51.${index}.1`,
            locale: 'en',
            words: { name: '', email: '', phone: '', subject: '', text: 'Hi' },
            isVerified: false,
            isTrapped: false,
            tookMs: null,
            lacksStamp: false,
          }),
        ),
      );
    expect((await come(200)).filter(Boolean)).toEqual([]);
    expect((await come(1)).map(each => each?.rules)).toEqual([['unproven']]);
    expect(spam.isUnderPressure(desk.site)).toBe(true);
    await desk.pass(11 * 60_000);
    expect(await come(1)).toEqual([null]);
  });
});

test('SP2 an owner reads what was held and let out, by day and by rule', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk);
  await post(desk, { ...LETTER, message: ADVERT });
  await post(desk, { ...LETTER, email: 'bob@mail.example', message: `${ADVERT} now` });
  const [{ id } = { id: '' }] = await listed(desk, 'quarantine');
  await sarnai.ask({ type: 'conversation.release', conversationId: id });
  await desk.context.spam.settled();
  const read = async (role: 'owner' | 'agent') => {
    const { cookie } = await signedIn(desk, { role });
    return desk.app.inject({ url: '/v1/sites/altan/spam', headers: { cookie } });
  };
  expect((await read('agent')).statusCode).toBe(403);
  const figures: SpamFigures = (await read('owner')).json();
  expect(figures).toMatchObject({ held: 2, released: 1, isUnderPressure: false });
  expect(figures.byRule).toEqual([
    { rule: 'advert', held: 2, released: 1 },
    { rule: 'links', held: 2, released: 1 },
  ]);
  expect(figures.days).toHaveLength(30);
  expect(figures.days.at(-1)).toEqual({ day: '2026-03-04', held: 2, released: 1 });
});
