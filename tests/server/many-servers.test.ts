import { describe, expect, test } from 'vitest';
import { VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { beat } from '../../server/beat.ts';
import { agent, agentSocket, buildFleet, type Desk, send, signedIn, visitor, visitorSocket } from '../helpers/app.ts';
import { calendarOf, openCalendar } from '../helpers/calendar-server.ts';
import { ask } from '../helpers/http.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { FollowingPage } from '../helpers/visitor-page.ts';

const mongo = await sharedMongo();

/** Two servers on one database, and their names in the tests: here and there. */
async function hereAndThere(): Promise<[Desk, Desk]> {
  const [here, there] = await buildFleet(newDatabase(mongo), 2);
  return [here!, there!];
}

const leaderOf = (desks: Desk[]) => desks.find(each => each.context.feed!.isLeader)!;

describe.skipIf(!mongo.uri)(`several servers on one database ${mongo.reason ?? ''}`, () => {
  test('MS1 what a visitor says at one server reaches agents at another, in order, with its conversation', async () => {
    const [here, there] = await hereAndThere();
    const sarnai = await agent(there);
    const bat = await visitor(here);
    for (const text of ['One', 'Two', 'Three']) await send(bat, text);
    for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
      const { entry, conversation } = await sarnai.hears('entry.added', news => news.entry.body.kind === 'message');
      expect(entry.body).toEqual({ kind: 'message', text });
      expect(conversation.lastSeq).toBeGreaterThanOrEqual(index + 1);
      expect(conversation.visitorId).toBe(bat.visitorId);
    }
  });

  test('PR4 PR3 whoever is erased at one server is told at every other, and comes back nowhere', async () => {
    const [here, there] = await hereAndThere();
    const owner = await agent(here, { role: 'owner' });
    const sarnai = await agent(there);
    const bat = await visitor(there);
    const { conversationId, clientId } = await send(bat, 'Hello');
    const { conversation } = await sarnai.hears('entry.added');
    const body = { confirm: 'erase' };
    const door = `POST /v1/contacts/${conversation.contact.id}/erasure` as const;
    expect((await ask(here, door, { cookie: owner.cookie, body })).statusCode).toBe(200);
    expect(await bat.hears('error')).toEqual({ type: 'error', code: 'ERASED' });
    expect(await bat.closed).toBe(4003);
    expect(await sarnai.hears('conversation.erased')).toEqual({ type: 'conversation.erased', conversationId });
    const again = await visitorSocket(there);
    const hello = { type: 'hello', version: VISITOR_VERSION, site: there.site.key, token: bat.token } as const;
    expect(await again.ask(hello)).toMatchObject({ code: 'ERASED' });
    const stranger = await visitor(there);
    const resent = await stranger.ask({ type: 'message.send', clientId: clientId!, text: 'Hello' });
    expect(resent).toMatchObject({ type: 'error', code: 'ERASED' });
    expect(await there.store.conversations.find(conversationId)).toBe(null);
  });

  test('MS1 an answer, a form and a change of status reach the pages at the other server', async () => {
    const [here, there] = await hereAndThere();
    const sarnai = await agent(there);
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    await sarnai.ask({ type: 'message.send', conversationId, text: 'Good day' });
    const { entry } = await bat.hears('entry.added', news => news.entry.body.kind === 'message');
    expect(entry).toMatchObject({ author: { kind: 'agent', name: 'Sarnai' }, body: { text: 'Good day' } });

    await bat.ask({ type: 'callback.request', phone: '+976 9911 2233', name: 'Bat', topic: '', startAt: null });
    const news = await sarnai.hears('entry.added', each => each.entry.body.kind === 'callback');
    expect(news.callback).toMatchObject({ phone: '+97699112233', status: 'pending', conversationId });

    await sarnai.ask({ type: 'conversation.close', conversationId });
    const closed = await bat.hears(
      'entry.added',
      ({ entry: { body } }) => body.kind === 'event' && body.event === 'closed',
    );
    expect(closed.conversation.status).toBe('closed');
  });

  test('MS1 the own server tells its pages once, not again when the feed brings it back', async () => {
    const [here] = await hereAndThere();
    const sarnai = await agent(here);
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    await sarnai.hears('entry.added', news => news.entry.seq === 1);
    await here.context.routing.settled();
    await sarnai.ask({ type: 'read.set', clientId: 'read-mark-1', conversationId, seq: 1 });
    await bat.hears('conversation.changed', news => news.conversation.agentReadSeq === 1);
    // What comes later by the same feed has certainly passed it.
    const other = await visitor(here);
    await send(other, 'Later');
    await sarnai.hears('entry.added', news => news.entry.seq === 1);
    const again = (await bat.rest()).filter(
      news => news.type === 'conversation.changed' && news.conversation.agentReadSeq === 1,
    );
    expect(again).toEqual([]);
  });

  test('MS1 a second page of the visitor at another server shows the same, from the first message on', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    const second = await visitor(there, { token: bat.token });
    await send(bat, 'From here');
    expect((await second.hears('entry.added')).entry.seq).toBe(1);
    await send(second, 'From there');
    expect((await bat.hears('entry.added', news => news.entry.seq === 2)).entry.body).toMatchObject({
      text: 'From there',
    });
  });

  test('MS1 read marks and a contact’s words reach the other server', async () => {
    const [here, there] = await hereAndThere();
    const sarnai = await agent(there);
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    await sarnai.hears('entry.added');
    await sarnai.ask({ type: 'read.set', clientId: 'read-mark-2', conversationId, seq: 1 });
    await bat.hears('conversation.changed', news => news.conversation.agentReadSeq === 1);
    await bat.ask({ type: 'visitor.identify', name: 'Bat-Erdene' });
    await sarnai.hears('conversation.changed', news => news.conversation.contact.name === 'Bat-Erdene');
  });

  test('MS1 W19 W20 pages hear by what they show, whichever server wrote it', async () => {
    const [here, there] = await hereAndThere();
    // With room for nobody: what somebody has here, a hand gave them.
    const sarnai = await agent(there, { name: 'Sarnai', capacity: 0 });
    const bold = await agent(there, { name: 'Bold', capacity: 0 });
    const at = await agent(here, sarnai);
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    for (const page of [sarnai, bold]) {
      await page.hears('entry.added', news => news.entry.seq === 1);
      await page.ask({ type: 'views.watch', view: 'mine', site: null, conversationId: null });
    }
    const seqs = async (page: typeof bold) =>
      (await page.rest()).flatMap(news => (news.type === 'entry.added' ? [news.entry.seq] : []));

    await at.ask({ type: 'conversation.claim', conversationId });
    await send(bat, 'Are you there?');
    await at.ask({ type: 'conversation.assign', conversationId, agentId: bold.agent.id });
    await send(bat, 'Still there?');
    // What comes later by the same feed has certainly passed the rest.
    const later = await send(await visitor(here), 'Later');
    for (const page of [sarnai, bold]) {
      const isLater = (id: string) => id === later.conversationId;
      await page.hears('entry.added', news => isLater(news.conversation.id));
    }
    const [hers, his] = [await seqs(sarnai), await seqs(bold)];
    // News carry the conversation as it is when they are told: the third goes to whoever has it then.
    expect([...hers, ...his].filter(seq => seq === 3)).toHaveLength(1);
    expect(hers.filter(seq => seq !== 3)).toEqual([2, 4]);
    expect(his.filter(seq => seq !== 3)).toEqual([2, 4, 5]);
  });

  test('MS1 W8 P5 private notes at one server make no page at the other ask for what it missed', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    const page = new FollowingPage(await visitor(there, { token: bat.token }));
    const sarnai = await agent(here);
    const noting = async () => {
      for (const text of ['One', 'Two', 'Three']) await sarnai.ask({ type: 'note.add', conversationId, text });
    };
    const held = async () => {
      await page.follow();
      return page.held;
    };
    const isUpToDate = async () => {
      const { lastVisibleSeq } = (await here.store.conversations.find(conversationId))!;
      await expect.poll(held).toBe(lastVisibleSeq);
    };
    await noting();
    await sarnai.ask({ type: 'message.send', conversationId, text: 'Good day' });
    await isUpToDate();
    await noting();
    await send(bat, 'On Tuesday?');
    await isUpToDate();
    await noting();
    await bat.ask({ type: 'callback.request', phone: '+976 9911 2233' });
    await isUpToDate();
    expect(page.asked).toEqual([]);
  });

  test('MS2 an agent at one server makes somebody there at all of them, and gone when the page is', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    expect(bat.welcome.availability.state).toBe('away');
    const sarnai = await agent(there);
    expect((await bat.hears('availability')).availability).toMatchObject({ state: 'here', agents: ['Sarnai'] });
    await sarnai.ask({ type: 'presence.set', clientId: 'presence-1', isAway: true });
    expect((await bat.hears('availability')).availability.state).toBe('away');
    await sarnai.ask({ type: 'presence.set', clientId: 'presence-2', isAway: false });
    expect((await bat.hears('availability')).availability.state).toBe('here');

    await sarnai.leave();
    await expect.poll(() => here.context.staff.awaySince(sarnai.agent.id) === null).toBe(true);
    // The grace is by this server's own clock (SPEC A2).
    const isOver = async () => {
      await here.pass(6_000, bat);
      return here.context.staff.isAnybodyHere();
    };
    await expect.poll(isOver).toBe(false);
    expect((await bat.hears('availability')).availability.state).toBe('away');
  });

  test('MS2 away outlives a reload that leads to another server', async () => {
    const [here, there] = await hereAndThere();
    const bold = await agent(here);
    const isSeen = () => there.context.staff.find(bold.agent.id)?.isHere;
    await expect.poll(isSeen).toBe(true);
    await bold.ask({ type: 'presence.set', clientId: 'presence-3', isAway: true });
    await expect.poll(isSeen).toBe(false);
    await bold.leave();
    const again = await agent(there, bold);
    expect(again.welcome.agents.find(each => each.id === bold.agent.id)?.isHere).toBe(false);
  });

  test('MS2 agents see that a visitor is there, wherever the page is, until the last one goes', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    const sarnai = await agent(there);
    const isSeen = () => there.context.hub.isVisitorHere(conversationId);
    await expect.poll(isSeen).toBe(true);
    const second = await visitor(there, { token: bat.token });
    await bat.leave();
    await expect.poll(() => here.context.hub.isShown(conversationId)).toBe(false);
    expect((await agent(there, sarnai)).welcome.visitorsHere).toEqual([conversationId]);
    await sarnai.rest();
    await second.leave();
    expect(await sarnai.hears('visitor.presence', news => !news.isHere)).toMatchObject({ conversationId });
  });

  test('RI5 MS2 who sees some sites sees the visitors of those, wherever their pages are, and no others', async () => {
    const [here, there] = await hereAndThere();
    const theirs = await here.addSite({ key: 'tulga' });
    there.context.sites.forget();
    const [bat, anu] = [await visitor(here), await visitor(here, { site: 'tulga' })];
    await send(bat, 'Hello');
    const { conversationId } = await send(anu, 'Hello');
    await expect.poll(() => there.context.hub.conversationsHere().length).toBe(2);
    const sarnai = await agent(there, { siteIds: [theirs.id] });
    expect(sarnai.welcome.visitorsHere).toEqual([conversationId]);
    await bat.leave();
    await anu.leave();
    const presence = async () => (await sarnai.rest()).filter(news => news.type === 'visitor.presence');
    const gone = await sarnai.hears('visitor.presence', news => !news.isHere);
    expect(gone).toMatchObject({ conversationId });
    await expect.poll(() => there.context.hub.conversationsHere()).toEqual([]);
    expect(await presence()).toEqual([]);
  });

  test('MS3 typing is seen across servers, both ways', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    const sarnai = await agent(there);
    bat.say({ type: 'typing.set', isTyping: true });
    expect(await sarnai.hears('typing')).toMatchObject({ conversationId, agentId: null, isTyping: true });
    sarnai.say({ type: 'typing.set', conversationId, isTyping: true });
    expect(await bat.hears('typing')).toMatchObject({ name: 'Sarnai', isTyping: true });
  });

  test('MS4 RT1 RT2 RT3 one server routes for all: dealt out evenly, and nobody above capacity', async () => {
    const desks = await hereAndThere();
    const [here, there] = desks;
    await agent(here, { name: 'Bold', capacity: 2 });
    await agent(there, { name: 'Sarnai', capacity: 2 });
    for (const desk of desks) await expect.poll(() => desk.context.staff.here().length).toBe(2);
    const people = await Promise.all(desks.flatMap(desk => [1, 2, 3].map(() => visitor(desk))));
    await Promise.all(people.map(each => send(each, 'Hello')));
    const open = async () => [...(await here.store.views.load()).values()];
    await expect.poll(open).toEqual([2, 2]);
    await leaderOf(desks).context.routing.settled();
    expect([...(await there.store.views.load()).values()]).toEqual([2, 2]);
    expect((await there.store.views.count('')).unassigned).toBe(2);
  });

  test('MS4 TE1 RT12 a team changed at one server counts for what waits at the one that routes', async () => {
    const desks = await hereAndThere();
    const leader = leaderOf(desks);
    const other = desks.find(each => each !== leader)!;
    const [bold, zaya] = [await agent(leader, { name: 'Bold', capacity: 0 }), await agent(leader, { name: 'Zaya' })];
    const team = { id: 'team', name: 'Repairs', agentIds: [bold.agent.id] };
    await leader.store.teams.create(team);
    const rule = { pages: [], languages: [], topics: [], hours: null, teamId: team.id };
    await leader.changeSite({ routing: { rules: [rule], widenMinutes: 240 } });
    const { conversationId } = await send(await visitor(leader), 'Hello');
    await leader.context.routing.settled();
    const assigneeOf = async () => (await leader.store.conversations.find(conversationId))?.assigneeId;
    expect(await assigneeOf()).toBeNull();
    await other.store.teams.update({ ...team, agentIds: [zaya.agent.id] });
    await expect.poll(assigneeOf).toBe(zaya.agent.id);
  });

  test('MS4 RT5 of two agents at two servers who claim at once one wins', async () => {
    const [here, there] = await hereAndThere();
    const bat = await visitor(here);
    const { conversationId } = await send(bat, 'Hello');
    const [bold, sarnai] = [await agent(here, { capacity: 0 }), await agent(there, { capacity: 0 })];
    const answers = await Promise.all(
      [bold, sarnai].map(each => each.ask({ type: 'conversation.claim', conversationId })),
    );
    expect(answers.map(each => each.type).sort()).toEqual(['ack', 'error']);
    expect(answers.find(each => each.type === 'error')).toMatchObject({ code: 'ALREADY_CLAIMED' });
  });

  test('MS4 RT7 what was put back at one server is not given back by the one that routes', async () => {
    const desks = await hereAndThere();
    const leader = leaderOf(desks);
    const other = desks.find(each => each !== leader)!;
    const bold = await agent(other, { name: 'Bold' });
    await expect.poll(() => leader.context.staff.here().length).toBe(1);
    const bat = await visitor(leader);
    const { conversationId } = await send(bat, 'Hello');
    await expect
      .poll(async () => (await leader.store.conversations.find(conversationId))?.assigneeId)
      .toBe(bold.agent.id);
    await bold.ask({ type: 'conversation.assign', conversationId, agentId: null });
    // Something else that wakes routing, and passes through the same feed after it.
    const { conversationId: next } = await send(await visitor(other), 'Hello too');
    await expect.poll(async () => (await leader.store.conversations.find(next))?.assigneeId).toBe(bold.agent.id);
    expect((await leader.store.conversations.find(conversationId))?.assigneeId).toBeNull();
  });

  test('MS5 who is signed out or disabled at one server loses the sockets at the other', async () => {
    const [here, there] = await hereAndThere();
    const owner = await signedIn(here, { role: 'owner' });
    await here.context.staff.reload();
    const bold = await agent(there);
    const headers = { cookie: owner.cookie, host: 'desk.example', origin: 'http://desk.example' };
    const url = `/v1/agents/${bold.agent.id}`;
    const answer = await here.app.inject({ method: 'PATCH', url, headers, payload: { isDisabled: true } });
    expect(answer.statusCode).toBe(200);
    expect(await bold.closed).toBe(4001);

    const elsewhere = await agentSocket(there, headers);
    await here.app.inject({ method: 'DELETE', url: '/v1/sessions/current', headers });
    expect(await elsewhere.closed).toBe(4001);
  });

  test('RI3 whose role changes at one server loses the links at the other, and acts there with the rights of now', async () => {
    const [here, there] = await hereAndThere();
    const owner = await signedIn(here, { role: 'owner' });
    const { conversationId } = await send(await visitor(there), 'Hello');
    const bold = await agent(there);
    const headers = { cookie: owner.cookie, host: 'desk.example', origin: 'http://desk.example' };
    const url = `/v1/agents/${bold.agent.id}`;
    await here.app.inject({ method: 'PATCH', url, headers, payload: { role: 'reader' } });
    expect(await bold.closed).toBe(1012);
    const again = await agent(there, bold);
    const answer = await again.ask({ type: 'note.add', conversationId, text: 'Still here' });
    expect(answer).toMatchObject({ type: 'error', code: 'FORBIDDEN' });
  });

  test('ST12 who ends all sessions at one server loses the sockets at the other', async () => {
    const [here, there] = await hereAndThere();
    const bold = await signedIn(here);
    const headers = { cookie: bold.cookie, host: 'desk.example', origin: 'http://desk.example' };
    const elsewhere = await agentSocket(there, headers);
    await here.app.inject({ method: 'DELETE', url: '/v1/sessions/all', headers });
    expect(await elsewhere.closed).toBe(4001);
  });

  test('FA5 where everybody needs a second factor, who has none loses the sockets at the other server', async () => {
    const [here, there] = await hereAndThere();
    const owner = await signedIn(here, { role: 'owner' });
    await here.store.factors.turnOn(owner.agent.id, { sealed: '', lastStep: 0, recovery: [], since: 0 });
    const bold = await agent(there);
    const headers = { cookie: owner.cookie, host: 'desk.example', origin: 'http://desk.example' };
    const payload = { isRequired: true };
    const answer = await here.app.inject({ method: 'PUT', url: '/v1/factor-policy', headers, payload });
    expect(answer.statusCode).toBe(200);
    expect(await bold.closed).toBe(4001);
    const asked = () =>
      there.app.inject({ method: 'GET', url: '/v1/agents', headers: { ...headers, cookie: bold.cookie } });
    await expect.poll(async () => (await asked()).json().code).toBe('FACTOR_REQUIRED');
  });

  test('MS5 a new agent and a changed site are known at the other server at once', async () => {
    const [here, there] = await hereAndThere();
    const sarnai = await agent(there);
    const bold = await signedIn(here, { name: 'Bold' });
    await sarnai.hears('agents', news => news.agents.some(each => each.id === bold.agent.id));
    const bat = await visitor(there);
    await here.changeSite({ hours: [[{ from: '03:00', to: '04:00' }], [], [], [], [], [], []] });
    expect(bat.welcome.availability.state).toBe('here');
    expect((await bat.hears('availability')).availability.state).toBe('closed');
  });

  test('H5 MS5 of several servers one reads a calendar, and all of them close on its days', async () => {
    const url = newDatabase(mongo);
    const desks = await buildFleet(url, 2, { webhooksToPrivate: true });
    const calendar = await openCalendar(calendarOf({ '2026-03-04': 'Today' }));
    const pages = await Promise.all(desks.map(desk => visitor(desk)));
    const holidays = { url: calendar.url, days: [], readAt: null, triedAt: 0, problem: null };
    await desks[0]!.changeSite({ holidays });
    for (const { context } of desks) context.sites.forget();
    for (const { context } of desks) await beat(context);
    for (const { context } of desks) await context.holidays.settled();
    for (const page of pages) {
      expect((await page.hears('availability')).availability).toMatchObject({ state: 'closed' });
    }
    for (const { context } of desks) await beat(context);
    for (const { context } of desks) await context.holidays.settled();
    expect(calendar.asked).toBe(1);
  });

  test('MS4 the next server routes when the leader goes, and nobody it left waits for ever', async () => {
    const desks = await hereAndThere();
    const leader = leaderOf(desks);
    const other = desks.find(each => each !== leader)!;
    const sarnai = await agent(other);
    await leader.app.close();
    await leader.store.close();
    const { conversationId } = await send(await visitor(other), 'Anybody?');
    const assignee = async () => {
      await beat(other.context);
      return (await other.store.conversations.find(conversationId))?.assigneeId;
    };
    await expect.poll(assignee, { timeout: 20_000 }).toBe(sarnai.agent.id);
  });

  test('P8 an identity that names itself is refused to another browser at the other server', async () => {
    const [here, there] = await hereAndThere();
    const [bat, thief] = [await visitor(here), await visitor(there)];
    const show = (desk: Desk, visitorId: string) =>
      desk.store.visitors.identify({
        ...{ visitorId, externalId: 'user-8', words: {}, at: desk.context.now() },
        newContactId: desk.context.newId(),
        used: { id: 'once', expiresAt: desk.context.now() + 60_000 },
      });
    await show(here, bat.visitorId);
    await expect(show(there, thief.visitorId)).rejects.toMatchObject({ code: 'IDENTITY_USED' });
    await show(there, bat.visitorId);
  });

  test('P7 who is signed out at one server comes back as a stranger at the other', async () => {
    const [here, there] = await hereAndThere();
    const owner = await signedIn(here, { role: 'owner' });
    const bat = await visitor(there);
    await here.store.visitors.identify({
      ...{ visitorId: bat.visitorId, externalId: 'user-2', words: {}, at: here.context.now() },
      newContactId: here.context.newId(),
    });
    const url = `/v1/sites/${here.site.key}/sign-out-visitors`;
    const headers = { host: 'desk.example', origin: 'http://desk.example', cookie: owner.cookie };
    expect((await here.app.inject({ method: 'POST', url, headers })).json()).toEqual({ visitors: 1 });
    expect(await bat.closed).toBe(1012);
    const back = await visitorSocket(there);
    const hello = { type: 'hello', version: 1, site: there.site.key, token: bat.token } as const;
    expect(await back.ask(hello)).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('P4 a signed identity takes the pages at the other server along', async () => {
    const [here, there] = await hereAndThere();
    const phone = await visitor(here);
    await send(phone, 'From my phone');
    const identity = { externalId: 'user-1', words: {}, at: here.context.now() };
    await here.store.visitors.identify({ ...identity, visitorId: phone.visitorId, newContactId: here.context.newId() });
    const laptop = await visitor(there);
    await here.store.visitors.identify({
      ...identity,
      visitorId: laptop.visitorId,
      newContactId: here.context.newId(),
    });
    const resumed = await laptop.hears('conversation.resumed');
    expect(resumed).toMatchObject({ isFresh: true, entries: [{ body: { text: 'From my phone' } }] });
  });
});
