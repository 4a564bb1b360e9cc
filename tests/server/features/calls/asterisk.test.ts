import { expect, test, vi } from 'vitest';
import { createAmiCalls, extensionOf } from '../../../../server/features/calls/ami-calls.ts';
import { FIRST_TELEPHONE } from '../../../../server/features/calls/settings.ts';
import { agent } from '../../../helpers/app.ts';
import { openAsterisk } from '../../../helpers/asterisk.ts';
import { phoneDesk } from './desk.ts';

/** One call as Asterisk tells of it, after its documents: the trunk's channel, and one for each telephone that rings. */
const channel = (id: string, name: string, more: Record<string, string> = {}) => ({
  ...{ Uniqueid: id, Linkedid: '1764003900.1', Channel: name, CallerIDNum: '97699112233', Exten: '77112233' },
  ...more,
});
const CALLER = channel('1764003900.1', 'PJSIP/trunk-00000001');
const dial = (event: string, extension: string, more: Record<string, string> = {}) => ({
  Event: event,
  ...CALLER,
  DestChannel: `PJSIP/${extension}-0000000${extension[1]}`,
  ...more,
});
const STORY = [
  { Event: 'Newchannel', ...CALLER },
  dial('DialBegin', '21'),
  dial('DialBegin', '22'),
  dial('DialEnd', '21', { DialStatus: 'ANSWER' }),
  { Event: 'Hangup', ...channel('1764003900.3', 'PJSIP/22-00000002', { Exten: '22' }) },
  { Event: 'BridgeEnter', ...channel('1764003900.2', 'PJSIP/21-00000001', { Exten: '' }) },
  { Event: 'RTCPSent', Uniqueid: '1764003900.1' },
  { Event: 'Hangup', ...CALLER },
];
const isExtension = (name: string) => name === '21' || name === '22';

test('CL10 many channels of one Linkedid are one call', () => {
  const calls = createAmiCalls(isExtension);
  const said = STORY.flatMap(each => calls.read(each) ?? []);
  expect(said.map(({ callId, is, users }) => [callId, is, users])).toEqual([
    ['1764003900.1', 'ringing', ['21']],
    ['1764003900.1', 'ringing', ['22']],
    ['1764003900.1', 'answered', ['21']],
    ['1764003900.1', 'answered', ['21']],
    ['1764003900.1', 'ended', []],
  ]);
  expect(said[0]).toMatchObject({ direction: 'in', number: '97699112233', ownNumber: '77112233' });
});

test('CL10 who rings out is an agent, and from desk to desk nobody rings', () => {
  const calls = createAmiCalls(isExtension);
  const out = { Uniqueid: 'b', Linkedid: 'b', Channel: 'PJSIP/21-0000000a', CallerIDNum: '21', Exten: '99112233' };
  expect(calls.read({ Event: 'DialBegin', ...out, DestChannel: 'PJSIP/trunk-0000000b' })).toMatchObject({
    ...{ is: 'ringing', direction: 'out', number: '99112233', users: ['21'] },
  });
  const inside = { ...out, Uniqueid: 'c', Linkedid: 'c', Exten: '22' };
  expect(calls.read({ Event: 'DialBegin', ...inside, DestChannel: 'PJSIP/22-0000000c' })).toBe(null);
  // Whoever hung up before any telephone rang was missed.
  expect(createAmiCalls(isExtension).read({ Event: 'Hangup', ...CALLER })).toMatchObject({
    is: 'ended',
    direction: 'in',
  });
});

test.each([
  ['PJSIP/21-0000002a', '21'],
  ['SIP/front-desk-00000001', 'front-desk'],
  ['Local/21@from-queue-00000001;1', '21'],
  ['DAHDI/i1/99112233-1', 'i1'],
  ['21', ''],
  ['', ''],
])('CL10 the telephone of %s', (name, extension) => expect(extensionOf(name)).toBe(extension));

test('CL10 its events become one call, over a line that breaks; and it rings out', async () => {
  const { desk, owner, line, set } = await phoneDesk();
  const pbx = await openAsterisk();
  const sarnai = await agent(desk);
  await line({ dialect: 'asterisk', number: '7711 2233', name: 'Asterisk' });
  const asterisk = { ...FIRST_TELEPHONE.asterisk, host: '127.0.0.1', port: pbx.port, user: 'deskbell', context: 'out' };
  const settings = { extensions: [{ name: '21', agentId: sarnai.agent.id }] };
  await set({ ...settings, asterisk: { ...asterisk, password: 'wrong' } });
  const state = async () => (await owner.ask('GET /v1/telephone')).json().asterisk;
  /** What a beat of a second does, until it is so. */
  const until = (done: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        desk.context.asterisk.wake();
        await desk.context.asterisk.tick();
        await done();
      },
      { timeout: 20_000, interval: 20 },
    );
  await until(async () => expect(await state()).toEqual({ isConnected: false, problem: 'Authentication failed' }));
  await set({ ...settings, asterisk: { ...asterisk, password: 'peonies' } });
  await until(async () => expect(await state()).toEqual({ isConnected: true, problem: '' }));
  pbx.tell(...STORY.slice(0, 3));
  const { call } = await sarnai.hears('call.changed');
  expect(call).toMatchObject({ line: 'Asterisk', number: '+97699112233', state: 'ringing' });
  pbx.cut();
  await until(async () => expect((await state()).isConnected).toBe(false));
  await until(async () => expect((await state()).isConnected).toBe(true));
  pbx.tell(...STORY.slice(3));
  const ended = await sarnai.hears('call.changed', news => news.call.state === 'ended');
  expect(ended.call).toMatchObject({ id: call.id, agentId: sarnai.agent.id, isMissed: false });

  const who = { cookie: sarnai.cookie, body: { number: '9911\r\nAction: Command 2233', siteId: desk.site.id } };
  expect((await owner.ask('POST /v1/calls/dial', who)).json().code).toBe('PHONE_INVALID');
  const dialled = await owner.ask('POST /v1/calls/dial', {
    ...who,
    body: { number: '9911 2233', siteId: desk.site.id },
  });
  expect(dialled.json()).toEqual({ isDialled: true, refusal: null, problem: '' });
  expect(pbx.got.at(-1)).toMatchObject({
    Action: 'Originate',
    Channel: 'PJSIP/21',
    Exten: '+97699112233',
    Context: 'out',
  });
});
