/** Where a person stands on the way to buying, and each move of theirs. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { conversation } from './conversations.ts';
import {
  FIRST_STAGES,
  isFirst,
  LOST_REASONS,
  MAX_STAGES,
  REASON_CHARS,
  STAGE_CHARS,
  STAGE_KINDS,
  STAGE_RULES,
} from './stage-names.ts';
import { timelineItem } from './timeline.ts';
import { id, line, timestamp } from './wire/fields.ts';

const stageId = z.string().regex(/^[a-z\d-]{1,40}$/);

export const stage = z.object({
  id: stageId,
  kind: z.enum(STAGE_KINDS),
  /** Empty: what its id is called in the reader's language. */
  name: line.pipe(z.string().max(STAGE_CHARS)),
});
export type Stage = z.infer<typeof stage>;

/** Why somebody is lost; of `service` they come to the list of those who left for it. */
export const lostReason = z.object({
  id: z.enum(LOST_REASONS),
  text: line.pipe(z.string().max(REASON_CHARS)).default(''),
});
export type LostReason = z.infer<typeof lostReason>;

/** What an owner sets for the whole desk. */
export const stageSettings = z
  .object({
    /** In the order in which people come through them. */
    stages: z.array(stage).min(3).max(MAX_STAGES),
    /** Days without a word after which a card says "write again". */
    silentDays: z.number().int().min(1).max(365),
    /** At which purchase somebody is a regular. */
    regularAt: z.number().int().min(2).max(100),
    /** Who says nothing for so long is moved; null: nobody is. */
    silence: z.object({ days: z.number().int().min(1).max(365), to: stageId }).nullable(),
  })
  .superRefine(({ stages, silence }, check) => {
    const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (new Set(stages.map(each => each.id)).size < stages.length) refuse('stages', 'wanted each id once');
    for (const kind of STAGE_KINDS) {
      if (!stages.some(each => each.kind === kind)) refuse('stages', `wanted at least one of the kind ${kind}`);
    }
    if (stages.some(each => each.name === '' && !isFirst(each.id))) refuse('stages', 'wanted a name for each new one');
    if (silence && !stages.some(each => each.id === silence.to)) refuse('silence', 'wanted one of the stages');
  });
export type StageSettings = z.infer<typeof stageSettings>;

export const STAGE_DEFAULTS: StageSettings = {
  stages: [...FIRST_STAGES],
  silentDays: 3,
  regularAt: 3,
  silence: null,
};

/** Who moved somebody, by the name of then. */
export const stageMover = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), id, name: z.string() }),
  /** A program that asks by a key. */
  z.object({ kind: z.literal('key'), id, name: z.string() }),
  z.object({ kind: z.literal('rule'), rule: z.enum(STAGE_RULES) }),
]);
export type StageMover = z.infer<typeof stageMover>;

/** A move as it is kept: the stages as they were called then. */
export const stageMove = z.object({
  id,
  at: timestamp,
  contactId: id,
  /** Of which site the person was; null: they came by a door of the desk. */
  siteId: id.nullable(),
  by: stageMover,
  /** Null: they stood nowhere yet. */
  from: stage.nullable(),
  to: stage,
  /** There where they are lost. */
  reason: lostReason.nullable(),
});
export type StageMove = z.infer<typeof stageMove>;

/** Where somebody stands now. */
export const personStage = z.object({
  /** The contact whose card it is. */
  contactId: id,
  siteId: id.nullable(),
  stageId,
  since: timestamp,
  /** Goes up with each move: whoever moves by hand says which one they saw. 0: it is of a card that was merged into this one. */
  version: z.number().int().min(0),
  /** Who answered them first, or moved them by hand last; null: nobody. */
  agentId: id.nullable(),
  reason: lostReason.nullable(),
});
export type PersonStage = z.infer<typeof personStage>;

export const stageMoveAsk = z.object({
  stageId,
  /** Wanted where the stage is of the kind `lost`. */
  reason: lostReason.optional(),
  /** `version` as it was seen, 0 where they stood nowhere; left out: whatever happened meanwhile. */
  version: z.number().int().min(0).optional(),
});
export type StageMoveAsk = z.infer<typeof stageMoveAsk>;

/** `stage` null: they stand nowhere yet. */
export const personStageAnswer = z.object({ stage: personStage.nullable() });
export type PersonStageAnswer = z.infer<typeof personStageAnswer>;

/** Somebody on the board. */
export const stageCard = z.object({
  person: personStage,
  contact: contactSummary,
  /** Their newest one. */
  talk: conversation
    .pick({ id: true, preview: true, waitingSince: true, callbackAt: true, updatedAt: true })
    .nullable(),
  /** The last word was ours, and they have been silent for `silentDays`. */
  isSilent: z.boolean(),
});
export type StageCard = z.infer<typeof stageCard>;

const whose = z.enum(['mine', 'all']).default('all');

export const boardQuery = z.object({
  whose,
  /** From when on figures count, as the beginning of the reader's month. */
  since: z.coerce.number().pipe(timestamp),
});

/** One column. `cursor` leads to the rest of it. */
export const stageColumn = z.object({
  stageId,
  count: z.number().int(),
  cards: z.array(stageCard),
  cursor: z.string().nullable(),
});
export type StageColumn = z.infer<typeof stageColumn>;

export const boardAnswer = z.object({
  settings: stageSettings,
  columns: z.array(stageColumn),
  /** People who bought, and who were lost, since then. */
  figures: z.object({ won: z.number().int(), lost: z.number().int() }),
});
export type BoardAnswer = z.infer<typeof boardAnswer>;

export const columnQuery = z.object({ whose, cursor: z.string().max(200) });
export const columnAnswer = stageColumn.pick({ cards: true, cursor: true });
export type ColumnAnswer = z.infer<typeof columnAnswer>;

/** Somebody stands elsewhere: boards and cards that show them read anew. */
export const stageMoved = z.object({
  type: z.literal('stage.moved'),
  contactId: id,
  stageId,
  version: z.number().int(),
});
export type StageMoved = z.infer<typeof stageMoved>;

export const stageItem = timelineItem.extend({
  kind: z.literal('stage'),
  ...stageMove.pick({ by: true, from: true, to: true, reason: true }).shape,
});
export type StageItem = z.infer<typeof stageItem>;

/** Of a person's card. */
export const stageGlance = z.object({ stage: stage.nullable(), since: timestamp.nullable() });
export type StageGlance = z.infer<typeof stageGlance>;
