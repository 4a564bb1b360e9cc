import { expect, test } from 'vitest';
import { SITE_NOTICE_DEFAULTS } from '../../../../protocol/notices.ts';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';

test('NO9 a page is told how many call its agent, by what their sites say', async () => {
  const desk = await buildTestApp();
  const other = await desk.addSite({ key: 'ovens', notices: { ...SITE_NOTICE_DEFAULTS, message: 'owners' } });
  const [owner, ann] = [await agent(desk, { role: 'owner', capacity: 0 }), await agent(desk, { capacity: 0 })];
  const reader = await agent(desk, { role: 'reader' });
  await send(await visitor(desk), 'Hello');
  await send(await visitor(desk, { site: other.key }), 'Hello');
  await desk.context.counts.tick();
  const calls = async (page: typeof ann) => (await page.hears('counts', ({ counts }) => counts.unassigned === 2)).calls;
  expect([await calls(owner), await calls(ann), await calls(reader)]).toEqual([2, 1, 0]);
});

test('NO9 where a site tells all, a page hears of what somebody else has, whatever it shows', async () => {
  const desk = await buildTestApp({ site: { notices: { ...SITE_NOTICE_DEFAULTS, message: 'all' } } });
  const bella = await agent(desk, { role: 'owner', capacity: 0 });
  const ann = await agent(desk, { capacity: 0 });
  await ann.ask({ type: 'views.watch', view: 'mine', site: null, conversationId: null });
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await bella.ask({ type: 'conversation.claim', conversationId });
  await send(page, 'Are you there?');
  const heard = await ann.hears('entry.added', ({ entry }) => entry.seq === 3);
  expect(heard.conversation.assigneeId).toBe(bella.agent.id);
  await desk.changeSite({ notices: SITE_NOTICE_DEFAULTS });
  await desk.context.sites.all();
  await send(page, 'Hello?');
  await ann.ask({ type: 'ping' });
  await expect(Promise.race([ann.hears('entry.added', ({ entry }) => entry.seq === 4), 'nothing'])).resolves.toBe(
    'nothing',
  );
});
