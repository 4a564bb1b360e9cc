/** The stages that every desk begins with, and what is said of a loss; imports nothing, so that pages have it too. */

/** What a stage means to figures, rules and lists, whatever it is called. */
export const STAGE_KINDS = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** More than that nobody overlooks. */
export const MAX_STAGES = 12;
/** UTF-16 units of a stage's name: the head of a narrow column. */
export const STAGE_CHARS = 40;
/** UTF-16 units of what is said of a loss. */
export const REASON_CHARS = 300;

/** The stages that every desk begins with. Their ids stay, whatever they are called and wherever they stand. */
export const FIRST_STAGES = [
  { id: 'new', kind: 'open', name: '' },
  { id: 'talking', kind: 'open', name: '' },
  { id: 'offered', kind: 'open', name: '' },
  { id: 'bought', kind: 'won', name: '' },
  { id: 'regular', kind: 'won', name: '' },
  { id: 'lost', kind: 'lost', name: '' },
] as const;

export const LOST_REASONS = ['service', 'price', 'elsewhere', 'need', 'silent', 'other'] as const;

/** What moves people by itself. */
export const STAGE_RULES = ['submission', 'answer', 'purchase', 'silence'] as const;
export type StageRule = (typeof STAGE_RULES)[number];

/** Whether a stage has a name in every language. */
export function isFirst(stageId: string): boolean {
  return FIRST_STAGES.some(each => each.id === stageId);
}
