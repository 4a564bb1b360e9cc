import { expect, test } from 'vitest';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';

/** Sarnai has Bat's conversation, and Bold looks at nothing of it. */
async function talk(desk: Desk) {
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Hello');
  await desk.context.routing.settled();
  const bold = await agent(desk, { name: 'Bold' });
  await bold.ask({ type: 'views.watch', clientId: 'watch-none', view: 'mine', site: null, conversationId: null });
  const hand = { type: 'conversation.assign', conversationId, agentId: bold.agent.id, note: 'a SECRET' } as const;
  const words = async () =>
    (await desk.store.conversations.entriesAfter(conversationId, 0, 50)).map(({ body }) =>
      body.kind === 'event' ? body.event : body.kind,
    );
  return { sarnai, bold, bat, hand, words };
}

test('HO1 HO2 a colleague hears that it is theirs and then why, whatever their page shows, and the visitor no word of it', async () => {
  const desk = await buildTestApp();
  const { sarnai, bold, bat, hand } = await talk(desk);
  const acked = await sarnai.ask(hand);
  expect(acked).toMatchObject({ type: 'ack', entry: { body: { event: 'assigned', agentId: bold.agent.id } } });
  const [event, note] = [await bold.hears('entry.added'), await bold.hears('entry.added')];
  expect(event.entry).toMatchObject({ author: { name: 'Sarnai' }, body: { event: 'assigned' } });
  expect(note).toMatchObject({
    entry: { author: { name: 'Sarnai' }, body: { kind: 'note', text: 'a SECRET' } },
    conversation: { assigneeId: bold.agent.id },
  });
  const back = await visitor(desk, { token: bat.token });
  expect(JSON.stringify([back.welcome, await bat.rest()])).not.toContain('SECRET');
});

test('HO1 ST4 sent again it is written once, and a refused one leaves nothing', async () => {
  const desk = await buildTestApp();
  const { sarnai, hand, words } = await talk(desk);
  const command = { ...hand, clientId: 'handover-1' };
  expect(await sarnai.ask(command)).toEqual(await sarnai.ask(command));
  expect(await words()).toEqual(['message', 'assigned', 'assigned', 'note']);
  const refused = await sarnai.ask({ ...hand, agentId: 'nobody' });
  expect(refused).toMatchObject({ code: 'FIELD_INVALID', fields: { agentId: 'FIELD_INVALID' } });
  expect(await sarnai.ask({ ...hand, note: ' ' })).toMatchObject({
    type: 'error',
    fields: { note: expect.anything() },
  });
  expect(await words()).toHaveLength(4);
});
