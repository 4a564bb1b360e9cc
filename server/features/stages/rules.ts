/** Where people are moved, by whom, and where not: pure (SPEC SG1 to SG4). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { StageRule } from '../../../protocol/stage-names.ts';
import type {
  LostReason,
  PersonStage,
  Stage,
  StageGlance,
  StageItem,
  StageMove,
  StageMover,
  StageSettings,
} from '../../../protocol/stages.ts';
import { AppError } from '../../app-error.ts';
import type { DeskNews } from '../webhooks/rules.ts';

/** A move that is asked for, before anybody knows where the person stands. */
export interface StageOrder {
  /** Of the move. */
  id: string;
  contactId: string;
  siteId: string | null;
  stages: readonly Stage[];
  /** Where to; a rule's move is not made where it would lead back. */
  toId: string;
  by: StageMover;
  /** Who looks after them from now on; null: whoever did. */
  agentId: string | null;
  reason: LostReason | null;
  /** As whoever asks saw it, 0 for nowhere; undefined: whatever happened meanwhile. */
  version?: number | undefined;
  at: number;
}

/** What a move leaves. */
export interface Moved {
  person: PersonStage;
  move: StageMove;
}

/**
 * What an order comes to. Null: there is nothing to move.
 * @param before where they stand; null: nowhere yet
 * @throws AppError NOT_FOUND for a stage that is none any more, ALREADY_CLAIMED when somebody was faster
 */
export function movedBy(before: PersonStage | null, order: StageOrder): Moved | null {
  const { id, contactId, siteId, stages, toId, by, reason, version, at } = order;
  const to = stages.find(each => each.id === toId);
  if (!to) throw new AppError('NOT_FOUND', `There is no stage ${toId} any more.`);
  if (version !== undefined && version !== (before?.version ?? 0)) throw new AppError('ALREADY_CLAIMED');
  if (before?.stageId === toId) return null;
  if (by.kind === 'rule' && !mayRuleMove(before, to, stages, by.rule)) return null;
  const from = before && (stages.find(each => each.id === before.stageId) ?? gone(before.stageId));
  const kept = to.kind === 'lost' ? reason : null;
  return {
    person: {
      contactId,
      siteId,
      stageId: toId,
      since: at,
      version: (before?.version ?? 0) + 1,
      agentId: order.agentId ?? before?.agentId ?? null,
      reason: kept,
    },
    move: { id, at, contactId, siteId, by, from, to, reason: kept },
  };
}

/**
 * Rules lead on and never back (SPEC SG3). Out of a loss leads a purchase alone; who is won is no more lost by silence.
 */
function mayRuleMove(before: PersonStage | null, to: Stage, stages: readonly Stage[], rule: StageRule): boolean {
  if (!before) return rule !== 'silence';
  const from = stages.find(each => each.id === before.stageId);
  // Of a stage that was taken away: they stand at the beginning.
  if (!from) return true;
  if (from.kind === 'lost') return rule === 'purchase' && to.kind === 'won';
  if (rule === 'silence') return from.kind === 'open';
  return stages.indexOf(to) > stages.indexOf(from);
}

/** A stage that an owner took away while somebody stood in it. */
function gone(id: string): Stage {
  return { id, kind: 'open', name: id };
}

/**
 * Where a rule leads to. Null: the desk has no such stage, and nobody is moved.
 * @param count of a purchase: the how manyth it is
 */
export function stageOfRule(settings: StageSettings, rule: StageRule, count = 1): string | null {
  const { stages, regularAt, silence } = settings;
  const find = (id: string) => stages.find(each => each.id === id)?.id;
  const firstOf = (kind: Stage['kind']) => stages.find(each => each.kind === kind)?.id ?? null;
  if (rule === 'submission') return firstOf('open');
  if (rule === 'answer') return find('talking') ?? null;
  if (rule === 'silence') return silence?.to ?? null;
  const regular = count >= regularAt ? find('regular') : undefined;
  return regular ?? find('bought') ?? firstOf('won');
}

/** Why somebody is lost whom a rule moved there. */
export const SILENT: LostReason = { id: 'silent', text: '' };

/** Whether our words were the last, and so long ago that somebody should write again. */
export function isSilent(
  talk: Pick<Conversation, 'preview' | 'waitingSince' | 'updatedAt'> | null,
  days: number,
  at: number,
): boolean {
  return (
    talk !== null &&
    talk.waitingSince === null &&
    talk.preview.author !== 'visitor' &&
    talk.updatedAt <= at - days * DAY_MS
  );
}

export const DAY_MS = 24 * 3_600_000;

/**
 * The columns of the board: each stage, the first one with those whom a stage that is gone left behind.
 * @param known ids of stages that anybody stands in
 */
export function columnsOf(stages: readonly Stage[], known: readonly string[]): { stageId: string; ids: string[] }[] {
  const lost = known.filter(id => !stages.some(each => each.id === id));
  return stages.map(({ id }, index) => ({ stageId: id, ids: index === 0 ? [id, ...lost] : [id] }));
}

/** Which stages of before an owner took away. */
export function takenAway(before: readonly Stage[], after: readonly Stage[]): string[] {
  return before.filter(each => !after.some(({ id }) => id === each.id)).map(each => each.id);
}

export function itemOf({ id, at, by, from, to, reason }: StageMove): StageItem {
  return { kind: 'stage', id, at, by, from, to, reason };
}

/**
 * Of a card: where it stands, by its own row or else as the last of those that were moved who were merged into it. The board and
 * the list of people find the same one in their stores, which know no order of stages (SPEC SG4).
 */
export function standing(rows: readonly PersonStage[], rootId: string): PersonStage | null {
  const own = rows.find(each => each.contactId === rootId);
  const last = rows.reduce<PersonStage | null>((last, each) => (last && isBefore(each, last) ? last : each), null);
  return own ?? (last && ofCard(last, rootId));
}

/** Whether one was moved before another; of one instant whose stage's id is the lesser, then whose own. */
function isBefore(one: PersonStage, other: PersonStage): boolean {
  if (one.since !== other.since) return one.since < other.since;
  if (one.stageId !== other.stageId) return one.stageId < other.stageId;
  return one.contactId < other.contactId;
}

/** Whether a row is not where its card stands: the card's own is, or that of somebody who was moved later. */
export function isOutstood(row: PersonStage, rootId: string, rows: readonly PersonStage[]): boolean {
  if (row.contactId === rootId) return false;
  return rows.some(each => each.contactId === rootId || isBefore(row, each));
}

/** A place that somebody has who was joined to a card: whoever moves them from there begins a row of the card's own. */
export function ofCard(person: PersonStage, rootId: string): PersonStage {
  return person.contactId === rootId ? person : { ...person, contactId: rootId, version: 0 };
}

export function glanceOfStage(person: PersonStage | null, stages: readonly Stage[]): StageGlance {
  const stage = person && (stages.find(each => each.id === person.stageId) ?? gone(person.stageId));
  return { stage, since: person?.since ?? null };
}

/** What the whole desk's programs are told of a move. */
export function newsOfMove(move: StageMove): DeskNews {
  const { id, at, contactId } = move;
  return { event: 'stage.moved', contactId, cause: [id], at, data: { siteId: null, stage: move } };
}
