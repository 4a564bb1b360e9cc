import { describe, expect, test } from 'vitest';
import type { AgentNews } from '../../../../protocol/agent.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

const ID = 'one-and-the-same';
const NOON = Date.parse('2026-03-04T12:00Z');
const HOUR = 3_600_000;

const stateOf = async (desk: Desk, id: string) => {
  const { status, assigneeId, lastSeq } = (await desk.store.conversations.find(id))!;
  return { status, assigneeId, lastSeq };
};
const entryOf = (news: { type: string }) => (news as Extract<AgentNews, { type: 'ack' }>).entry!;

/** Two agents who are given nothing, and somebody who waits. */
async function scene() {
  const desk = await buildTestApp();
  const sarnai = await agent(desk, { name: 'Sarnai', capacity: 0 });
  const bold = await agent(desk, { name: 'Bold', capacity: 0 });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Hello');
  return { desk, sarnai, bold, bat, conversationId };
}

test('ST4 W12 a repeat that would be refused by now is told of like any other: the first try may have left everybody untold', async () => {
  const desk = await buildTestApp();
  const bat = await visitor(desk);
  const said = { type: 'message.send', clientId: ID, text: 'Hello' } as const;
  const first = await bat.ask(said);
  await desk.changeSite({ channels: ['form'] });
  const sarnai = await agent(desk, { capacity: 0 });
  expect(await bat.ask(said)).toEqual(first);
  expect((await sarnai.hears('entry.added')).entry).toMatchObject({ seq: 1, clientId: ID });
});

describe('what agents do', () => {
  test.each([
    ['conversation.claim', null, 'conversation.assign', 'bold'],
    ['conversation.assign', 'sarnai', 'conversation.assign', null],
    ['conversation.close', undefined, 'conversation.reopen', undefined],
    ['conversation.reopen', undefined, 'conversation.close', undefined],
  ] as const)(
    'ST4 %s sent again after a colleague changed it back gets the first answer',
    async (type, to, back, then) => {
      const { desk, sarnai, bold, conversationId } = await scene();
      const idOf = (who: 'sarnai' | 'bold' | null | undefined) =>
        who === 'sarnai' ? sarnai.agent.id : who === 'bold' ? bold.agent.id : null;
      const command = (name: typeof type | typeof back, who: 'sarnai' | 'bold' | null | undefined) =>
        name === 'conversation.assign'
          ? ({ type: name, conversationId, agentId: idOf(who) } as const)
          : ({ type: name, conversationId } as const);
      if (type === 'conversation.reopen') await bold.ask({ type: 'conversation.close', conversationId });

      const said = { ...command(type, to), clientId: ID };
      const first = await sarnai.ask(said);
      expect(entryOf(first)).toMatchObject({ clientId: ID, author: { name: 'Sarnai' } });
      await bold.ask(command(back, then));
      const before = await stateOf(desk, conversationId);
      await sarnai.leave();
      const again = await agent(desk, sarnai);
      expect(await again.ask(said)).toEqual(first);
      expect(await stateOf(desk, conversationId)).toEqual(before);
      expect(
        await again.ask({ type: 'conversation.assign', clientId: ID, conversationId, agentId: 'x' }),
      ).toMatchObject({
        code: 'CLIENT_ID_REUSED',
      });
      expect(await stateOf(desk, conversationId)).toEqual(before);
    },
  );

  test.each(['message.send', 'note.add'] as const)('ST4 %s sent again changes nothing', async type => {
    const { desk, sarnai, bold, conversationId } = await scene();
    const said = { type, clientId: ID, conversationId, text: 'Hi' } as const;
    const first = await sarnai.ask(said);
    await bold.ask({ type: 'conversation.assign', conversationId, agentId: bold.agent.id });
    await bold.ask({ type: 'conversation.close', conversationId });
    const before = await stateOf(desk, conversationId);
    expect(await sarnai.ask(said)).toEqual(first);
    expect(await stateOf(desk, conversationId)).toEqual(before);
  });

  test('ST4 what found nothing to do finds nothing to do again, and shows to nobody', async () => {
    const { desk, sarnai, bold, bat, conversationId } = await scene();
    await bold.ask({ type: 'conversation.close', conversationId });
    const said = { type: 'conversation.close', clientId: ID, conversationId } as const;
    const first = await sarnai.ask(said);
    expect(entryOf(first)).toMatchObject({ clientId: ID, body: { event: 'unchanged' } });
    await bold.ask({ type: 'conversation.reopen', conversationId });
    expect(await sarnai.ask(said)).toEqual(first);
    expect(await stateOf(desk, conversationId)).toMatchObject({ status: 'open', lastSeq: 4 });
    expect(JSON.stringify(await bat.rest())).not.toContain('unchanged');
    expect(JSON.stringify((await visitor(desk, { token: bat.token })).welcome)).not.toContain('unchanged');
  });

  test('ST4 handing over is answered again when the colleague was disabled since', async () => {
    const { desk, sarnai, bold, conversationId } = await scene();
    const said = { type: 'conversation.assign', clientId: ID, conversationId, agentId: bold.agent.id } as const;
    const first = await sarnai.ask(said);
    await desk.store.agents.update(bold.agent.id, { isDisabled: true });
    await desk.context.staff.reload();
    expect(await sarnai.ask(said)).toEqual(first);
    expect(await sarnai.ask({ ...said, clientId: 'another-one' })).toMatchObject({ code: 'FIELD_INVALID' });
  });

  test('ST4 a callback that was moved is answered again when its new time has passed', async () => {
    const { desk, sarnai, bat } = await scene();
    const asked = await bat.ask({ type: 'callback.request', phone: '+976 9911 2233', startAt: NOON });
    const { body } = entryOf(asked as { type: string });
    const callbackId = body.kind === 'callback' ? body.callbackId : '';
    const said = { type: 'callback.resolve', clientId: ID, callbackId, outcome: null, startAt: NOON + HOUR } as const;
    const first = await sarnai.ask(said);
    const moved = { type: 'callback.change', clientId: 'moved-by-visitor', callbackId, startAt: NOON } as const;
    const back = await bat.ask(moved);
    expect([first.type, back.type]).toEqual(['ack', 'ack']);
    await desk.pass(24 * HOUR);
    const [late, visitorsLate] = [await agent(desk, sarnai), await visitor(desk, { token: bat.token })];
    expect(await late.ask(said)).toEqual(first);
    expect(await visitorsLate.ask(moved)).toEqual(back);
    expect(await late.ask({ ...said, clientId: 'another-one' })).toMatchObject({ code: 'FIELD_INVALID' });
    expect(await visitorsLate.ask({ ...moved, clientId: 'another-two' })).toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await desk.store.callbacks.find(callbackId))?.startAt).toBe(NOON);
  });

  test('ST2 what one agent did is no repeat of what another did', async () => {
    const { desk, sarnai, bold, conversationId } = await scene();
    for (const command of [
      { type: 'message.send', clientId: 'agents-message', conversationId, text: 'Hi' },
      { type: 'conversation.close', clientId: 'agents-close', conversationId },
    ] as const) {
      expect((await sarnai.ask(command)).type).toBe('ack');
      const before = await stateOf(desk, conversationId);
      expect(await bold.ask(command)).toMatchObject({ code: 'CLIENT_ID_REUSED' });
      expect(await stateOf(desk, conversationId)).toEqual(before);
    }
  });
});

describe('what visitors send', () => {
  const SUBMISSIONS = [
    { type: 'message.send', clientId: ID, text: 'Do you deliver to Darkhan?' },
    { type: 'callback.request', clientId: ID, phone: '+976 9911 2233', startAt: NOON },
    { type: 'form.send', clientId: ID, email: 'bat@example.mn', message: 'Lilies?' },
  ] as const;

  /** The two ways in that a script has, as the same visitor: `[status or type, entry]` of the answer. */
  async function ways(desk: Desk) {
    const page = await visitor(desk);
    const headers = { authorization: `Bearer ${page.token}` };
    return {
      socket: async (sent: (typeof SUBMISSIONS)[number]) => {
        const answer = await page.ask(sent);
        return answer.type === 'ack' ? { entry: answer.entry } : answer;
      },
      http: async (sent: (typeof SUBMISSIONS)[number]) =>
        (await ask(desk, `POST /v1/sites/${desk.site.key}/submissions`, { body: sent, headers })).json(),
    };
  }

  test.each(SUBMISSIONS.map(each => [each.type, each] as const))(
    'ST4 %s is one entry by whatever way it comes',
    async (_, sent) => {
      for (const order of [
        ['socket', 'http'],
        ['http', 'socket'],
      ] as const) {
        const desk = await buildTestApp();
        const by = await ways(desk);
        const first = await by[order[0]](sent);
        expect(first.entry).toMatchObject({ seq: 1, clientId: ID });
        for (const way of [order[1], order[0]]) {
          expect(await by[way](sent)).toEqual(first);
          const changed = sent.type === 'message.send' ? { ...sent, text: 'No' } : { ...sent, name: 'Other' };
          expect(await by[way](changed as typeof sent)).toMatchObject({ code: 'CLIENT_ID_REUSED' });
        }
        expect(await desk.store.conversations.find(first.entry.conversationId)).toMatchObject({ lastSeq: 1 });
      }
    },
  );
});
