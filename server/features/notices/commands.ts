/** How an agent wants to be told, and whether a way works. */
import {
  NOTICE_DEFAULTS,
  NOTICE_WAYS,
  type NoticeSettingsAnswer,
  type NoticeSettingsSave,
  type NoticeTestAnswer,
  type NoticeWay,
  type WayState,
} from '../../../protocol/notices.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentRecord } from '../agents/store.ts';
import { deskNotice } from './desk-notice.ts';

/** With what of it could be done now. */
export async function noticeSettingsOf(context: Context, agent: AgentRecord): Promise<NoticeSettingsAnswer> {
  const settings = (await context.store.notices.settings(agent.id)) ?? NOTICE_DEFAULTS;
  return { settings, ways: await Promise.all(NOTICE_WAYS.map(way => stateOf(context, agent, way))) };
}

async function stateOf(context: Context, agent: AgentRecord, way: NoticeWay): Promise<WayState> {
  if (way === 'page' || (await testOf(context, agent, way)).length > 0) return { way, isReady: true, isOffered: true };
  const found = context.ways.find(each => each.name === way);
  return { way, isReady: false, isOffered: (await found?.isOffered?.()) ?? false };
}

/**
 * From the next notice on.
 * @param save.was the settings that were changed; left out: whatever they are
 * @throws AppError ALREADY_CLAIMED: they are others by now
 */
export async function setNoticeSettings(
  context: Context,
  agent: AgentRecord,
  { was, ...settings }: NoticeSettingsSave,
): Promise<NoticeSettingsAnswer> {
  if (!(await context.store.notices.putSettings({ id: agent.id, settings }, was))) {
    throw new AppError('ALREADY_CLAIMED', 'You have changed this on another device meanwhile; look at it anew.');
  }
  return noticeSettingsOf(context, agent);
}

/** Tells an agent something now, once and past the outbox, whatever they have set (SPEC NO8). */
export async function tellNow(
  context: Context,
  agent: AgentRecord,
  way: Exclude<NoticeWay, 'page'>,
): Promise<NoticeTestAnswer> {
  const deliveries = await testOf(context, agent, way);
  const refusals = await Promise.all(deliveries.map(each => context.outbox.attempt(each)));
  const problems = refusals.filter(each => each !== null).map(each => each.problem);
  return { left: refusals.length - problems.length, problem: [...new Set(problems)].join('; ').slice(0, 500) };
}

async function testOf({ ways, now, newId }: Context, agent: AgentRecord, name: NoticeWay) {
  const way = ways.find(each => each.name === name);
  return (await way?.deliveries(deskNotice('test', agent.id, newId(), now()), agent)) ?? [];
}
