/** What moves people on the way to buying: agents by hand, and what happens by itself. */
import type { Agent } from '../../../protocol/agents.ts';
import type { StageRule } from '../../../protocol/stage-names.ts';
import type {
  BoardAnswer,
  ColumnAnswer,
  PersonStage,
  StageCard,
  StageGlance,
  StageMoveAsk,
  StageSettings,
} from '../../../protocol/stages.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Asker } from '../../rights.ts';
import { homeSite, maySee, maySeeCard, seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { cardOf as cardOfTree } from '../contacts/card.ts';
import { tellMove } from './news.ts';
import {
  columnsOf,
  DAY_MS,
  glanceOfStage,
  isSilent,
  SILENT,
  type StageOrder,
  stageOfRule,
  standing,
  takenAway,
} from './rules.ts';
import { STAGES } from './settings.ts';
import type { StagePerson, Whose } from './store.ts';

type By = Pick<Agent, 'id' | 'name' | 'role' | 'siteIds'>;

/** The stages of the desk. */
export function stageSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<StageSettings> {
  return settings.read(STAGES);
}

/**
 * An owner changes the stages of the desk.
 * @throws AppError FIELD_INVALID for a stage that is taken away while somebody stands in it
 */
export async function changeStages(context: Context, actor: Actor, next: StageSettings): Promise<StageSettings> {
  const before = await context.settings.read(STAGES);
  const gone = takenAway(before.stages, next.stages);
  const counts = gone.length > 0 ? await context.store.stages.counts({ agentId: null, siteIds: null }) : [];
  if (counts.some(each => gone.includes(each.stageId))) {
    throw new AppError('FIELD_INVALID', 'Somebody stands in a stage that is not there any more; move them first.', {
      fields: { stages: 'FIELD_INVALID' },
    });
  }
  const row = auditRow(context, actor, { what: 'stages.changed', on: { kind: 'server', id: null, text: '' } });
  await context.settings.write(STAGES, next, row);
  return next;
}

/** Somebody whose card is asked for, with all contacts of it. */
interface CardOf {
  contactId: string;
  ids: string[];
  siteId: string | null;
}

/** @throws AppError NOT_FOUND, also for whom the agent may not see */
async function cardOf(
  { store }: Pick<Context, 'store'>,
  by: Pick<By, 'role' | 'siteIds'>,
  id: string,
): Promise<CardOf> {
  const card = await store.contacts.cardTree(id);
  const siteIds = card?.contacts.flatMap(each => each.siteId ?? []) ?? [];
  if (!card || !maySeeCard(by, siteIds)) throw new AppError('NOT_FOUND');
  return {
    contactId: card.root.id,
    ids: card.contacts.map(each => each.id),
    siteId: homeSite({ siteId: card.root.siteId, siteIds }),
  };
}

/** Where somebody stands; null: nowhere yet. @throws AppError NOT_FOUND */
export async function stageOf(
  context: Context,
  by: Pick<By, 'role' | 'siteIds'>,
  contactId: string,
): Promise<PersonStage | null> {
  const card = await cardOf(context, by, contactId);
  const { stages } = await stageSettingsOf(context);
  return shownTo(by, standing(await context.store.stages.of(card.ids), card.contactId, stages));
}

/** Where a card stands is everybody's who sees it; the words of a loss are of the site that it was lost on. */
function shownTo(by: Pick<By, 'role' | 'siteIds'>, person: PersonStage | null): PersonStage | null {
  const isSeen = !person || person.siteId === null || maySee(by, person.siteId);
  return isSeen ? person : { ...person, siteId: null, reason: person.reason && { ...person.reason, text: '' } };
}

/**
 * An agent or a program moves somebody (SPEC SG2).
 * @throws AppError NOT_FOUND, FIELD_REQUIRED for a loss without its reason, ALREADY_CLAIMED when somebody was faster
 */
export async function moveByHand(
  context: Context,
  { by, actor: { who } }: Asker,
  contactId: string,
  ask: StageMoveAsk,
): Promise<PersonStage | null> {
  const card = await cardOf(context, by, contactId);
  const { stages } = await stageSettingsOf(context);
  const isLost = stages.find(each => each.id === ask.stageId)?.kind === 'lost';
  const { reason = null, stageId, version } = ask;
  if (isLost && reason === null)
    throw new AppError('FIELD_REQUIRED', undefined, { fields: { reason: 'FIELD_REQUIRED' } });
  if (who.kind !== 'agent' && who.kind !== 'key') throw new AppError('FORBIDDEN');
  const { kind, id, name } = who;
  const agentId = kind === 'agent' ? id : null;
  const moved = await move(context, {
    ...card,
    ...{ stages, toId: stageId, by: { kind, id, name }, agentId, reason, version },
  });
  return shownTo(by, moved?.person ?? standing(await context.store.stages.of(card.ids), card.contactId, stages));
}

async function move(context: Context, order: CardOf & Omit<StageOrder, 'id' | 'at'>) {
  const { store, outbox, now, newId } = context;
  const { ids: _, ...asked } = order;
  const moved = await store.stages.move({ ...asked, id: newId(), at: now() });
  if (!moved) return null;
  await tellMove(context, moved);
  context.lists.see({ contactId: order.contactId });
  if (moved.leaves) outbox.wake();
  return moved;
}

/** Somebody sent something: who stands nowhere yet begins (SPEC SG3). */
export function stageAfterSubmission(context: Context, contactId: string): Promise<void> {
  return byRule(context, 'submission', contactId);
}

/** An agent answered somebody, and looks after them from then on. */
export function stageAfterAnswer(context: Context, contactId: string, agentId: string): Promise<void> {
  return byRule(context, 'answer', contactId, { agentId });
}

/** Somebody bought. @param count how often they have by now, this time included */
export function stageAfterPurchase(context: Context, contactId: string, count: number): Promise<void> {
  return byRule(context, 'purchase', contactId, { count });
}

/** Nobody waits for a rule, and what fails is found by the daily look. */
export function unwaited({ log }: Pick<Context, 'log'>, moving: Promise<void>): void {
  moving.catch(error =>
    log.warn({ err: error }, 'where somebody stands could not be kept; the daily look tries again'),
  );
}

/** Somebody has said nothing since then, and is moved if the desk wants that. */
export async function stageAfterSilence(context: Context, contactId: string, since: number): Promise<void> {
  const { silence } = await stageSettingsOf(context);
  if (silence && since <= context.now() - silence.days * DAY_MS) await byRule(context, 'silence', contactId);
}

async function byRule(
  context: Context,
  rule: StageRule,
  contactId: string,
  { agentId = null, count = 1 }: { agentId?: string | null; count?: number } = {},
): Promise<void> {
  const { store, switches } = context;
  if (!(await switches.read()).customers) return;
  const settings = await stageSettingsOf(context);
  const { stages } = settings;
  const toId = stageOfRule(settings, rule, count);
  const tree = toId === null ? null : await store.contacts.tree(contactId);
  if (!tree || toId === null) return;
  const known = standing(await store.stages.of(tree.ids), tree.rootId, stages);
  // The usual message is of somebody who is beyond: that costs two reads and nothing more.
  if (known && isBeyond(stages, known.stageId, toId, rule)) return;
  const card = await store.contacts.cardTree(tree.rootId);
  if (!card) return;
  const kind = stages.find(each => each.id === toId)?.kind;
  const moving = move(context, {
    ...{ contactId: card.root.id, ids: tree.ids, siteId: homeSite(cardOfTree(card)), stages, toId },
    ...{ by: { kind: 'rule', rule }, agentId, reason: kind === 'lost' ? SILENT : null },
  });
  await moving.catch(error => {
    // Erased in this moment.
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
  });
}

/** Whether a rule has nothing to say: the step itself judges it again. */
function isBeyond(stages: StageSettings['stages'], fromId: string, toId: string, rule: StageRule): boolean {
  if (rule === 'purchase' || rule === 'silence') return false;
  const place = (id: string) => stages.findIndex(each => each.id === id);
  return place(fromId) >= place(toId);
}

function whoseOf(by: By, whose: 'mine' | 'all'): Whose {
  return { agentId: whose === 'mine' ? by.id : null, siteIds: seenSites(by) };
}

/** The board: the first cards of each column, and what came of people since then. */
export async function boardOf(
  context: Context,
  by: By,
  { whose, since }: { whose: 'mine' | 'all'; since: number },
): Promise<BoardAnswer> {
  const { store } = context;
  const who = whoseOf(by, whose);
  const [settings, counts, figures] = await Promise.all([
    stageSettingsOf(context),
    store.stages.counts(who),
    store.stages.figures({ ...who, since }),
  ]);
  const columns = columnsOf(
    settings.stages,
    counts.map(each => each.stageId),
  ).map(async ({ stageId, ids }) => {
    const count = counts.filter(each => ids.includes(each.stageId)).reduce((sum, each) => sum + each.count, 0);
    const page = count === 0 ? { items: [], cursor: null } : await store.stages.page({ ...who, stageIds: ids, limit });
    return { stageId, count, cards: cardsOf(context, page.items, settings), cursor: page.cursor };
  });
  return { settings, columns: await Promise.all(columns), figures };
}

const limit = LIMITS.pageConversations;

/** The rest of a column, page by page. @throws AppError NOT_FOUND */
export async function columnOf(
  context: Context,
  by: By,
  { stageId, whose, cursor }: { stageId: string; whose: 'mine' | 'all'; cursor: string },
): Promise<ColumnAnswer> {
  const who = whoseOf(by, whose);
  const [settings, counts] = await Promise.all([stageSettingsOf(context), context.store.stages.counts(who)]);
  const known = counts.map(each => each.stageId);
  const column = columnsOf(settings.stages, known).find(each => each.stageId === stageId);
  if (!column) throw new AppError('NOT_FOUND');
  const page = await context.store.stages.page({ ...who, stageIds: column.ids, cursor, limit });
  return { cards: cardsOf(context, page.items, settings), cursor: page.cursor };
}

function cardsOf(
  { now }: Pick<Context, 'now'>,
  people: StagePerson[],
  { silentDays, stages }: StageSettings,
): StageCard[] {
  const open = stages.filter(each => each.kind === 'open').map(each => each.id);
  return people.map(({ person, contact, conversation }) => {
    const isWaited = open.includes(person.stageId) && isSilent(conversation, silentDays, now());
    if (!conversation) return { person, contact, talk: null, isSilent: isWaited };
    const { id, preview, waitingSince, callbackAt, updatedAt } = conversation;
    return { person, contact, talk: { id, preview, waitingSince, callbackAt, updatedAt }, isSilent: isWaited };
  });
}

/** What a card says in one glance. @param contactIds of one card, its own first */
export async function glanceOf(
  context: Pick<Context, 'store' | 'settings'>,
  contactIds: readonly string[],
): Promise<StageGlance> {
  const [{ stages }, rows] = await Promise.all([stageSettingsOf(context), context.store.stages.of(contactIds)]);
  return glanceOfStage(standing(rows, contactIds[0] ?? '', stages), stages);
}
