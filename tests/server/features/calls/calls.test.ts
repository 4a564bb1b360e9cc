import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CallsAnswer } from '../../../../protocol/calls.ts';
import { RING_MS, SETTLE_MS } from '../../../../server/features/calls/rules.ts';
import { callTimeline } from '../../../../server/features/calls/timeline.ts';
import { reachName } from '../../../../server/features/contacts/identities.ts';
import { resolvePerson } from '../../../../server/features/contacts/people.ts';
import { agent, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { openReceiver } from '../../../helpers/receiver.ts';
import { answer, hangup, phoneDesk, ring } from './desk.ts';

const log = async (who: Awaited<ReturnType<typeof staffed>>, query = '') =>
  ((await who.ask(`GET /v1/calls${query}`)).json() as CallsAnswer).calls;

test('CL6 CL2 at the first ring whom it rings is told once, and of the answer and the end; who hears later is told as well', async () => {
  const { desk, owner, line, set } = await phoneDesk();
  const [sarnai, bold] = [await agent(desk, { name: 'Sarnai' }), await agent(desk, { name: 'Bold' })];
  const reader = await agent(desk, { role: 'reader' });
  await set({ extensions: [{ name: '21', agentId: sarnai.agent.id }] });
  const front = await line();
  expect((await front.tell(ring('one'))).statusCode).toBe(200);
  // Each telephone that rings is told of; the card is one.
  await front.tell(ring('one'));
  for (const page of [sarnai, bold]) {
    const { call, people } = await page.hears('call.changed');
    expect(call).toMatchObject({ state: 'ringing', number: '+97699112233', line: 'Front desk', direction: 'in' });
    expect(people).toEqual([{ id: call.contactId, name: '' }]);
  }
  const late = await agent(desk, { name: 'Temuulen' });
  expect((await late.hears('call.changed')).call.state).toBe('ringing');
  await front.tell(answer('one', '21'));
  const answered = await bold.hears('call.changed');
  expect(answered.call).toMatchObject({ state: 'answered', agentId: sarnai.agent.id, agentName: 'Sarnai' });
  await desk.pass(65_000, sarnai, bold, reader, late);
  await front.tell(hangup('one', 'normalClearing', '21'));
  expect((await sarnai.hears('call.changed', news => news.call.state === 'ended')).call.isMissed).toBe(false);
  expect((await bold.rest()).filter(news => news.type === 'call.changed')).toHaveLength(1);
  expect((await reader.rest()).filter(news => news.type === 'call.changed')).toEqual([]);
  const [whole] = await log(owner);
  expect(whole!.call).toMatchObject({ state: 'ended', agentName: 'Sarnai', isMissed: false, hasRecording: false });
  expect(whole!.call.endedAt! - whole!.call.answeredAt!).toBe(65_000);
});

test('CL6 a line rings its agent or team, the named telephones before those, and nobody who does not see the site', async () => {
  const { desk, line, set } = await phoneDesk();
  const [sarnai, bold] = [await agent(desk), await agent(desk, { name: 'Bold' })];
  const elsewhere = await agent(desk, { siteIds: ['another'] });
  await set({ extensions: [{ name: 'Bold', agentId: bold.agent.id }] });
  const own = await line({ rings: { kind: 'agent', agentId: sarnai.agent.id }, name: 'Sarnai’s' });
  const team = { id: desk.context.newId(), name: 'Sales', agentIds: [bold.agent.id] };
  await desk.store.teams.create(team);
  const sales = await line({ rings: { kind: 'team', teamId: team.id }, name: 'Sales' });
  await own.tell(ring('own'));
  expect((await sarnai.hears('call.changed')).call.line).toBe('Sarnai’s');
  await sales.tell(ring('team'));
  expect((await bold.hears('call.changed')).call.line).toBe('Sales');
  await own.tell(ring('named', '97699112233', { 'user[]': 'bold' }));
  expect((await bold.hears('call.changed')).call.line).toBe('Sarnai’s');
  // The only one whom it rings is who answers it.
  await own.tell(answer('own'));
  expect((await sarnai.hears('call.changed')).call.agentId).toBe(sarnai.agent.id);
  for (const page of [sarnai, bold, elsewhere])
    expect((await page.rest()).filter(news => news.type === 'call.changed')).toEqual([]);
});

test('CL7 a missed call is a callback that is due now, once for each number while one waits', async () => {
  const { desk, owner, line } = await phoneDesk({ site: { channels: ['chat'] } });
  const front = await line();
  const pending = async () => (await desk.store.callbacks.queue({ limit: 10 })).items.map(each => each.callback);
  await front.tell(ring('one'));
  await front.tell(hangup('one', 'cancel'));
  expect(await pending()).toEqual([]);
  await desk.pass(SETTLE_MS);
  const [callback] = await pending();
  expect(callback).toMatchObject({ phone: '+97699112233', topic: 'Missed call', isAsap: true, status: 'pending' });
  expect(callback!.startAt).toBe(desk.context.now());
  expect(await desk.store.jobs.ofConversation(callback!.conversationId)).toContainEqual(
    expect.objectContaining({ kind: 'ladder_callback' }),
  );
  // Rung again, in another order, and by somebody who hides, is blocked, or was forwarded.
  await front.tell(hangup('two', 'noAnswer'));
  await front.tell(ring('two'));
  for (const [id, from, cause] of [
    ['three', 'anonymous', 'cancel'],
    ['four', '97688112233', 'forwarded'],
  ] as const) {
    await front.tell(ring(id, from));
    await front.tell({ ...hangup(id, cause), from });
  }
  await desk.pass(SETTLE_MS);
  expect(await pending()).toHaveLength(1);
  const calls = (await log(owner)).map(({ call }) => [call.number, call.isMissed, call.callbackId === callback!.id]);
  expect(calls).toEqual(
    expect.arrayContaining([
      ['+97699112233', true, true],
      ['', true, false],
      ['+97688112233', false, false],
    ]),
  );
  expect((await log(owner, '?filter=missed')).length).toBe(3);
});

test('CL7 an answer that comes behind the end takes the callback back before it is made; what is never ended is missed', async () => {
  const { desk, line } = await phoneDesk();
  const front = await line();
  const pending = async () => (await desk.store.callbacks.queue({ limit: 10 })).items.length;
  await front.tell(ring('one'));
  await front.tell(hangup('one'));
  await front.tell(answer('one', '21'));
  await desk.pass(SETTLE_MS);
  expect(await pending()).toBe(0);
  await front.tell(ring('never'));
  await desk.pass(10 * 60_000);
  expect(await pending()).toBe(1);
});

test('CL4 agents note a call, take it where nobody knows who answered, and see those of their sites', async () => {
  const { desk, owner, line } = await phoneDesk();
  const [sarnai, bold, other] = [
    await staffed(desk),
    await staffed(desk, { name: 'Bold' }),
    await staffed(desk, { siteIds: ['another'] }),
  ];
  const reader = await staffed(desk, { role: 'reader' });
  const front = await line();
  await front.tell(ring('one'));
  const { id } = (await log(owner))[0]!.call;
  const patch = (who: typeof sarnai, body: object) => who.ask(`PATCH /v1/calls/${id}`, { body });
  expect((await patch(sarnai, { isMine: true })).json().call).toMatchObject({ state: 'answered', agentName: 'Sarnai' });
  expect((await patch(bold, { isMine: true })).json().call.agentName).toBe('Sarnai');
  const noted = await patch(sarnai, { note: 'Wants peonies', outcome: 'follow_up' });
  expect(noted.json().call).toMatchObject({ note: 'Wants peonies', outcome: 'follow_up' });
  expect((await patch(sarnai, { contactId: 'somebody' })).json().fields).toEqual({ contactId: 'FIELD_INVALID' });
  expect((await patch(reader, { note: 'x' })).statusCode).toBe(403);
  expect((await patch(other, { note: 'x' })).statusCode).toBe(404);
  expect((await other.ask(`GET /v1/calls/${id}/about`)).statusCode).toBe(404);
  expect(await log(other)).toEqual([]);
  expect((await log(sarnai, '?filter=mine')).map(({ call }) => call.id)).toEqual([id]);
  expect(await log(bold, '?filter=mine')).toEqual([]);
  expect((await reader.ask(`GET /v1/calls/${id}`)).json().call.id).toBe(id);
});

test('CL6 whoever answers reads what was said last, what they wait for, and how often they rang', async () => {
  const { desk, owner, line } = await phoneDesk();
  const page = await agent(desk);
  const front = await line();
  await front.tell(ring('one'));
  await front.tell(hangup('one', 'cancel'));
  await desk.pass(60_000, page);
  await front.tell(ring('two'));
  const [{ call }] = (await log(owner)) as [Awaited<ReturnType<typeof log>>[number]];
  const { people } = (await owner.ask(`GET /v1/calls/${call.id}/about`)).json();
  // The ring has told the same.
  expect((await page.hears('call.changed', news => news.call.id === call.id)).about).toEqual(people);
  expect(people).toEqual([expect.objectContaining({ id: call.contactId, waitsFor: 'callback', calls: 1 })]);
  expect(people[0].lastCallAt).toBeLessThan(call.startedAt);
});

test('CL1 CL12 a door opens to the line’s own secret alone, and to nobody while calls are off', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const say = (headers: Record<string, string>) => front.post(front.path, ring('one'), headers);
  const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`pbx:${password}`).toString('base64')}` });
  expect((await say({})).json().code).toBe('IDENTITY_INVALID');
  expect((await say(basic('wrong'))).statusCode).toBe(401);
  expect((await front.post(`${front.path}/wrong`, ring('one'))).statusCode).toBe(401);
  expect((await front.post('/v1/lines/none/calls', ring('one'), basic(front.secret))).statusCode).toBe(401);
  expect(await log(owner)).toEqual([]);
  expect((await say(basic(front.secret))).statusCode).toBe(200);
  expect((await say({ authorization: `Bearer ${front.secret}` })).statusCode).toBe(200);
  expect((await front.post(front.path, 'x'.repeat(20_000), basic(front.secret))).statusCode).toBe(413);
  expect((await front.post(front.path, 'event=dtmf&callId=one', basic(front.secret))).statusCode).toBe(200);
  expect(await log(owner)).toHaveLength(1);

  const renewed = (await owner.ask(`POST /v1/telephone/lines/${front.id}/secret`)).json();
  expect((await say(basic(front.secret))).statusCode).toBe(401);
  expect((await say(basic(renewed.secret))).statusCode).toBe(200);
  expect(renewed.addresses.whole).toBe(`http://desk.example${front.path}/${renewed.secret}`);
  const shown = (await owner.ask('GET /v1/telephone')).body;
  expect(shown).not.toContain(renewed.secret);
  expect((await desk.store.deskSettings.find('telephone'))!).not.toContain(renewed.secret);
  const rows = (await desk.store.audit.page({ limit: 10 })).items.map(({ what, on }) => [what, on.text]);
  expect(rows).toContainEqual(['telephone.changed', 'lines']);

  await owner.ask('PATCH /v1/switches', { body: { telephone: false } });
  expect((await say(basic(renewed.secret))).statusCode).toBe(404);
  await owner.ask('PATCH /v1/switches', { body: { telephone: true } });
  expect((await owner.ask(`DELETE /v1/telephone/lines/${front.id}`)).statusCode).toBe(204);
  expect((await say(basic(renewed.secret))).statusCode).toBe(401);
});

test('CL12 no line of the log has a secret that stands in an address', async () => {
  const lines: string[] = [];
  const { line } = await phoneDesk({ config: { logLevel: 'debug' }, logTo: { write: text => void lines.push(text) } });
  const front = await line();
  await front.tell(ring('one'));
  await front.post(`${front.path}/wrong-${front.secret}`, ring('one'));
  await front.post(`${front.path}/${front.secret}`, 'x'.repeat(20_000));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).not.toContain(front.secret);
});

test('CL1 sipgate is asked for the answer and the end, at the address that it came by; Placetel signs', async () => {
  const { owner, line } = await phoneDesk({ config: { publicUrl: 'https://desk.altan.example' } });
  const sip = await line({ dialect: 'sipgate' });
  const asked = await sip.tell(ring('one', '97699112233', { 'user[]': 'Sarnai' }));
  expect(asked.headers['content-type']).toContain('application/xml');
  const here = `https://desk.altan.example${sip.path}/${sip.secret}`;
  expect(asked.body).toContain(`<Response onAnswer="${here}" onHangup="${here}"/>`);
  expect((await sip.tell(answer('one'))).body).toBe('{}');

  const placetel = await line({ dialect: 'placetel', name: 'Placetel' });
  const body = String(
    new URLSearchParams({ event: 'IncomingCall', from: '00976 9911 2233', to: '77112233', call_id: 'p' }),
  );
  const signed = (text: string) => ({
    'x-placetel-signature': createHmac('sha256', placetel.secret).update(text).digest('hex'),
  });
  expect((await placetel.post(placetel.path, body, signed(body))).statusCode).toBe(200);
  expect((await placetel.post(placetel.path, `${body}&x=1`, signed(body))).statusCode).toBe(401);
  expect((await placetel.post(`${placetel.path}/${placetel.secret}`, body)).statusCode).toBe(401);
  expect((await log(owner)).map(({ call }) => [call.line, call.number])).toEqual([
    ['Placetel', '+97699112233'],
    ['Front desk', '+97699112233'],
  ]);
});

test('CL8 a program tells of calls by the line, by its number, or by nothing where there is one', async () => {
  const { desk, owner, line } = await phoneDesk();
  const sarnai = await staffed(desk);
  await desk.context.staff.reload();
  const body = { callId: 'one', event: 'ringing' };
  const say = (more: object) => owner.ask('POST /v1/calls', { body: { ...body, ...more } });
  // Whoever could say who rings could prove any number to be anybody's.
  expect((await sarnai.ask('POST /v1/calls', { body: { ...body, number: '9911 2233' } })).statusCode).toBe(403);
  const zammad = await line({ number: '+976 7700-0000' });
  expect((await say({ number: '9911 2233', lineId: zammad.id })).json().fields).toEqual({ lineId: 'FIELD_INVALID' });
  expect((await say({ number: '9911 2233' })).json().fields).toEqual({ lineId: 'FIELD_INVALID' });
  const own = await line({ dialect: 'api', number: '+976 7711-2233', name: 'Own' });
  expect((await say({ number: '9911 2233' })).json().call).toMatchObject({ number: '+97699112233', line: 'Own' });
  await line({ dialect: 'api', name: 'Other' });
  expect((await say({ callId: 'two' })).statusCode).toBe(422);
  expect((await say({ callId: 'two', ownNumber: '77112233' })).json().call.line).toBe('Own');
  const ended = { callId: 'two', event: 'ended', isAnswered: true, agents: [sarnai.agent.email], lineId: own.id };
  expect((await say(ended)).json().call).toMatchObject({ state: 'ended', isMissed: false, agentId: sarnai.agent.id });
  const long = await say({ callId: 'x'.repeat(251), lineId: own.id });
  expect(long.statusCode).toBe(422);
  await owner.ask('PATCH /v1/switches', { body: { telephone: false } });
  expect((await say({ lineId: own.id })).statusCode).toBe(404);
});

test('CL11 a recording is heard through us, in part as well, with the password only where an owner set it', async () => {
  const { desk, owner, line, set } = await phoneDesk();
  const sound = Buffer.from('RIFF, as it were');
  const pbx = await openReceiver(({ headers: { range } }) =>
    range
      ? [
          206,
          { 'content-type': 'audio/wav', 'content-range': 'bytes 0-3/16', 'content-length': '4' },
          String(sound.subarray(0, 4)),
        ]
      : [200, { 'content-type': 'audio/wav', 'set-cookie': 'a=b' }, String(sound)],
  );
  const front = await line({ dialect: 'api' });
  const say = async (callId: string, recording: string) => {
    const body = { callId, event: 'ended', isAnswered: true, lineId: front.id, recording };
    return (await owner.ask('POST /v1/calls', { body })).json().call as { id: string; hasRecording: boolean };
  };
  const { id } = await say('one', pbx.url);
  const hear = (of: string, headers = {}) => owner.ask(`GET /v1/calls/${of}/recording`, { headers });
  const whole = await hear(id);
  expect([whole.statusCode, whole.body, whole.headers['content-type']]).toEqual([200, String(sound), 'audio/wav']);
  expect(whole.headers['set-cookie']).toBeUndefined();
  expect(pbx.got[0]!.headers.authorization).toBeUndefined();
  await set({ recordings: { url: pbx.url, user: 'desk', password: 'peonies' } });
  const part = await hear(id, { range: 'bytes=0-3' });
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'RIFF', 'bytes 0-3/16']);
  expect(pbx.got[1]!.headers.authorization).toBe(`Basic ${Buffer.from('desk:peonies').toString('base64')}`);
  // Elsewhere the password of before is not sent.
  await set({ recordings: { url: 'https://elsewhere.example', user: 'desk', password: '' } });
  expect((await owner.ask('GET /v1/telephone')).json().kept).toEqual([]);

  const page = await openReceiver(() => [200, { 'content-type': 'text/html' }, '<script>']);
  for (const [callId, url] of [
    ['two', page.url],
    ['three', 'https://user:pw@pbx.example/1'],
    ['four', 'file:///etc/passwd'],
  ] as const) {
    const { id: other, hasRecording } = await say(callId, url);
    expect([callId, hasRecording]).toEqual([callId, callId === 'two']);
    expect((await hear(other)).statusCode).toBe(404);
  }
  expect(JSON.stringify(await desk.store.calls.find(id))).not.toContain(pbx.url);
  const elsewhere = await staffed(desk, { siteIds: ['another'] });
  expect((await elsewhere.ask(`GET /v1/calls/${id}/recording`)).statusCode).toBe(404);
});

test('CL12 CL15 passwords are kept for their place alone, and click to call asks the system’s own door, for whom it has a telephone', async () => {
  const { desk, owner, set } = await phoneDesk();
  const pbx = await openReceiver(({ body }) => (body.includes('88112233') ? 503 : 204));
  const facts = async (who = owner) => (await who.ask('GET /v1/telephone/facts')).json();
  expect(await facts()).toEqual({ canDial: false, hasLines: false });
  const dial = (number: string) => owner.ask('POST /v1/calls/dial', { body: { number, siteId: desk.site.id } });
  expect((await dial('99112233')).statusCode).toBe(404);
  await set({ dial: { url: pbx.url, user: '', password: 'token' } });
  expect((await dial('99112233')).json()).toEqual({ isDialled: false, refusal: 'no_extension', problem: '' });
  expect((await facts()).canDial).toBe(false);
  const [reader, bold] = [await staffed(desk, { role: 'reader' }), await staffed(desk)];
  const extensions = [
    { name: '21', agentId: owner.agent.id },
    { name: '22', agentId: reader.agent.id },
  ];
  await set({ extensions, dial: { url: pbx.url, user: '', password: '' } });
  expect((await owner.ask('GET /v1/telephone')).json()).toMatchObject({
    kept: ['dial'],
    settings: { dial: { password: '' } },
  });
  expect([await facts(), await facts(bold), await facts(reader)].map(each => each.canDial)).toEqual([
    true,
    false,
    false,
  ]);
  expect((await dial('9911-2233')).json()).toEqual({ isDialled: true, refusal: null, problem: '' });
  expect(JSON.parse(pbx.got[0]!.body)).toEqual({ number: '+97699112233', extension: '21', agent: owner.agent.id });
  expect(pbx.got[0]!.headers.authorization).toBe(`Basic ${Buffer.from(':token').toString('base64')}`);
  expect((await dial('8811 2233')).json()).toEqual({ isDialled: false, refusal: 'refused', problem: '503' });
  expect((await dial('112')).json().code).toBe('PHONE_INVALID');
  await set({ extensions, dial: { url: 'http://127.0.0.1:9/', user: '', password: '' } });
  expect((await dial('9911-2233')).json()).toMatchObject({ isDialled: false, refusal: 'no_answer' });
  expect((await bold.ask('PUT /v1/telephone', { body: {} })).statusCode).toBe(403);
});

test('CL5 whoever rang before and writes now is one number, and a short or hidden one is nobody’s', async () => {
  const { desk, owner, line } = await phoneDesk();
  await send(await visitor(desk), 'Hello');
  const front = await line();
  for (const [id, from] of [
    ['one', '21'],
    ['two', 'anonymous'],
    ['three', ''],
    ['four', 'sip:112@pbx.local'],
  ] as const)
    await front.tell(ring(id, from));
  const calls = await log(owner);
  expect(calls.map(({ people }) => people)).toEqual([[], [], [], []]);
  expect(calls.map(({ call }) => call.shownNumber).sort()).toEqual(['', '', '112', '21']);
});

test('CL5 CL6 whoever wrote is known when they ring; two who share a number are both shown until an agent says who it was', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const page = await agent(desk, { name: 'Sarnai' });
  const bolormaa = await resolvePerson(desk.context, { phone: '99112233', name: 'Bolormaa', source: 'import' });
  await front.tell(ring('one'));
  expect((await page.hears('call.changed')).people).toEqual([{ id: bolormaa.id, name: 'Bolormaa' }]);
  const proven = (await desk.store.contacts.find(bolormaa.id))!.identities.find(each => each.kind === 'phone');
  expect(proven).toMatchObject({ value: '+97699112233', isVerified: true });

  const [ann, bat] = await Promise.all(
    ['Ann', 'Bat'].map(name => resolvePerson(desk.context, { externalId: name, name, source: 'api' })),
  );
  // Whoever knows both says that they are two.
  const by = { id: page.agent.id, name: 'Sarnai' };
  await desk.store.contacts.refuse({ one: ann!.id, other: bat!.id, by, at: desk.context.now() });
  for (const { id } of [ann!, bat!]) {
    const typed = { kind: 'phone', scope: '', value: '+97688112233', source: 'typed', firstAt: 0 } as const;
    const identity = { ...typed, isVerified: false, isPrimary: true };
    await desk.store.contacts.edit(id, { kind: 'identity', identity }, desk.context.now());
  }
  await front.tell(ring('two', '97688112233'));
  const { call, people } = await page.hears('call.changed');
  expect(people.map(each => each.name).sort()).toEqual(['Ann', 'Bat']);
  expect(call).toMatchObject({ contactId: null, sharedBy: [ann!.id, bat!.id].sort() });
  const about = (await owner.ask(`GET /v1/calls/${call.id}/about`)).json();
  expect(about.people).toHaveLength(2);
  const chosen = await owner.ask(`PATCH /v1/calls/${call.id}`, { body: { contactId: bat!.id } });
  expect(chosen.json().people).toEqual([{ id: bat!.id, name: 'Bat' }]);
});

test('RI4 CL4 a call names only people whose card one may see, and of others the number alone', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const other = await desk.addSite({ key: 'other' });
  await resolvePerson(desk.context, { phone: '+97699112233', name: 'Bolormaa', source: 'api', siteId: other.id });
  const page = await agent(desk, { siteIds: [desk.site.id] });
  const sarnai = await staffed(desk, { siteIds: [desk.site.id] });
  await front.tell(ring('one'));
  const { call, people, about } = await page.hears('call.changed');
  expect([call.number, people, about]).toEqual(['+97699112233', [], []]);
  expect((await sarnai.ask('GET /v1/calls')).json().calls[0].people).toEqual([]);
  expect((await sarnai.ask(`GET /v1/calls/${call.id}`)).json().people).toEqual([]);
  expect((await sarnai.ask(`GET /v1/calls/${call.id}/about`)).json().people).toEqual([]);
  const whole = (await owner.ask(`GET /v1/calls/${call.id}`)).json();
  expect(whole.people).toMatchObject([{ name: 'Bolormaa' }]);
  // Nor by an id, which other addresses would tell more of.
  const { contactId } = whole.call;
  expect([call.contactId, (await sarnai.ask('GET /v1/calls')).json().calls[0].call.contactId]).toEqual([null, null]);
  const past = await callTimeline(desk.context).read([contactId], null, 10, { role: 'agent', siteIds: [desk.site.id] });
  expect(past.map(item => item.call.contactId)).toEqual([null]);
});

test('RI4 CL4 of those who share a number one says only of whom one sees that it was they', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const other = await desk.addSite({ key: 'other' });
  const person = (name: string, siteId: string) =>
    resolvePerson(desk.context, { externalId: name, name, source: 'api', siteId });
  const [ann, bat] = [await person('Ann', desk.site.id), await person('Bat', other.id)];
  const by = { id: owner.agent.id, name: 'Oyun' };
  await desk.store.contacts.refuse({ one: ann.id, other: bat.id, by, at: desk.context.now() });
  for (const { id } of [ann, bat]) {
    const typed = { kind: 'phone', scope: '', value: '+97699112233', source: 'typed', firstAt: 0 } as const;
    const identity = { ...typed, isVerified: false, isPrimary: true };
    await desk.store.contacts.edit(id, { kind: 'identity', identity }, desk.context.now());
  }
  const sarnai = await staffed(desk, { siteIds: [desk.site.id] });
  await front.tell(ring('one'));
  const [{ call, people }] = (await log(sarnai)) as [Awaited<ReturnType<typeof log>>[number]];
  expect([call.sharedBy, people.map(each => each.name)]).toEqual([[ann.id], ['Ann']]);
  const say = (who: typeof sarnai, contactId: string) => who.ask(`PATCH /v1/calls/${call.id}`, { body: { contactId } });
  const none = (await say(sarnai, 'nobody')).json();
  expect((await say(sarnai, bat.id)).json()).toEqual(none);
  expect((await desk.store.calls.find(call.id))!.contactId).toBe(null);
  expect((await say(owner, bat.id)).json().call.contactId).toBe(bat.id);
  // What a colleague said is not told to who may not see it.
  expect((await log(sarnai))[0]).toMatchObject({ call: { contactId: null, sharedBy: [ann.id] }, people: [] });
  expect((await say(sarnai, ann.id)).json().call).toMatchObject({ contactId: ann.id, sharedBy: [] });
});

test('CL13 that a call is there or another, all pages hear that see its site, with the cards that they may see', async () => {
  const { desk, owner, line } = await phoneDesk();
  const [sarnai, bold] = [await agent(desk, { name: 'Sarnai' }), await agent(desk, { name: 'Bold' })];
  const reader = await agent(desk, { role: 'reader' });
  const elsewhere = await agent(desk, { siteIds: ['another'] });
  const own = await line({ rings: { kind: 'agent', agentId: sarnai.agent.id } });
  await own.tell(ring('one'));
  const { call } = await sarnai.hears('call.changed');
  const told = { type: 'call.logged', callId: call.id, contactIds: [call.contactId] };
  for (const page of [bold, reader]) expect(await page.hears('call.logged')).toEqual(told);
  await owner.ask(`PATCH /v1/calls/${call.id}`, { body: { note: 'Wants peonies' } });
  expect((await sarnai.hears('call.changed')).call.note).toBe('Wants peonies');
  for (const page of [bold, reader]) expect(await page.hears('call.logged')).toEqual(told);
  // The same again is no news.
  await owner.ask(`PATCH /v1/calls/${call.id}`, { body: { note: 'Wants peonies' } });
  await own.tell(ring('one'));
  for (const page of [sarnai, bold, reader, elsewhere])
    expect((await page.rest()).filter(news => news.type.startsWith('call.'))).toEqual([]);
});

test('CL3 PR1 a call whose person is erased while it rings ends in order, and names nobody any more', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const page = await agent(desk, { name: 'Sarnai' });
  for (const callId of ['told', 'never']) await front.tell(ring(callId));
  const [{ call }] = (await log(owner)) as [Awaited<ReturnType<typeof log>>[number]];
  const order = { contactId: call.contactId!, id: 'erasure', by: { id: 'oyun', name: 'Oyun' } };
  await desk.store.privacy.erase({ ...order, at: desk.context.now(), keysUntil: desk.context.now() });
  await front.tell(hangup('told', 'cancel'));
  await page.hears('call.changed', news => news.call.state === 'ended');
  await desk.pass(RING_MS, page);
  const calls = await log(owner);
  expect(calls.map(each => [each.call.state, each.call.isMissed, each.call.number, each.people])).toEqual([
    ['ended', true, '', []],
    ['ended', true, '', []],
  ]);
  expect(await desk.store.contacts.rootsOf(reachName('phone', '+97699112233'))).toEqual([]);
  await desk.pass(SETTLE_MS, page);
  expect((await desk.store.callbacks.queue({ limit: 10 })).items).toEqual([]);
});

test('CL5 whoever rings from a second number, or was joined to another, or has nothing but a number, is found; and a closed conversation hides nobody', async () => {
  const { desk, owner, line } = await phoneDesk();
  const front = await line();
  const now = desk.context.now();
  const { id } = await resolvePerson(desk.context, { phone: '99112233', name: 'Bolormaa', source: 'import' });
  const second = { kind: 'phone', scope: '', value: '+97688112233', source: 'agent', firstAt: now } as const;
  await desk.store.contacts.edit(
    id,
    { kind: 'identity', identity: { ...second, isVerified: false, isPrimary: false } },
    now,
  );
  const alone = await resolvePerson(desk.context, { phone: '95112233', source: 'import' });
  const guest = await visitor(desk);
  await guest.ask({ type: 'callback.request', phone: '+97694112233', name: 'Dulam', topic: '' });
  const [talk] = (await desk.store.views.page({ view: 'all', agentId: '', limit: 1 })).items;
  const sarnai = await agent(desk);
  await sarnai.ask({ type: 'conversation.close', conversationId: talk!.id });
  await front.tell(ring('second', '97688112233'));
  await front.tell(ring('alone', '97695112233'));
  await front.tell(ring('closed', '97694112233'));
  const byNumber = Object.fromEntries((await log(owner)).map(({ call, people }) => [call.number, people]));
  expect(byNumber['+97688112233']).toEqual([{ id, name: 'Bolormaa' }]);
  expect(byNumber['+97695112233']).toEqual([{ id: alone.id, name: '' }]);
  expect(byNumber['+97694112233']).toEqual([{ id: talk!.contact.id, name: 'Dulam' }]);
});

test('CL7 CL4 the callback of a missed one is on the card of who rang, and so is the call', async () => {
  const { desk, line } = await phoneDesk();
  const front = await line();
  const { id } = await resolvePerson(desk.context, { phone: '99112233', name: 'Bolormaa', source: 'import' });
  await front.tell(ring('one'));
  await front.tell(hangup('one', 'cancel'));
  await desk.pass(SETTLE_MS);
  const { callback, conversation } = (await desk.store.callbacks.queue({ limit: 1 })).items[0]!;
  expect(callback.name).toBe('Bolormaa');
  const tree = (await desk.store.contacts.tree(id))!;
  expect(tree.ids).toContain(conversation.contact.id);
  const everybody = { role: 'agent', siteIds: null } as const;
  const [item] = await callTimeline(desk.context).read(tree.ids, null, 10, everybody);
  expect(item).toMatchObject({ kind: 'call', call: { isMissed: true, callbackId: callback.id } });
  expect(await callTimeline(desk.context).read(tree.ids, null, 10, { role: 'agent', siteIds: [] })).toEqual([]);
});

test('CL8 a key with the scope tells of calls and notes them, and has none of its own', async () => {
  const { desk, owner, line } = await phoneDesk();
  const { id: lineId } = await line({ dialect: 'api' });
  const { secret } = (await owner.ask('POST /v1/keys', { body: { name: 'PBX', scopes: ['calls'] } })).json();
  const headers = { authorization: `Bearer ${secret}` };
  const by = (what: `${string} /${string}`, body?: object) => ask(desk, what, { origin: null, headers, body });
  const said = { callId: 'one', event: 'ringing', number: '9911 2233', lineId };
  const { id } = (await by('POST /v1/calls', said)).json().call;
  expect((await by(`PATCH /v1/calls/${id}`, { note: 'By a program', isMine: true })).json().call).toMatchObject({
    ...{ note: 'By a program', agentId: null, state: 'ringing' },
  });
  expect((await by('GET /v1/calls?filter=mine')).json().calls).toEqual([]);
  expect((await by(`GET /v1/calls/${id}/about`)).statusCode).toBe(403);
});
