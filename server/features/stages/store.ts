/** Where people stand, and each move of theirs, as the store keeps them. */
import type { ContactSummary } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { PersonStage, StageMove } from '../../../protocol/stages.ts';
import type { Page } from '../../store/page.ts';
import type { TimelineCursor } from '../timeline/source.ts';
import type { Moved, StageOrder } from './rules.ts';

/** A move with who looked after the person then, for counting. */
export type StageMoveRecord = StageMove & { agentId: string | null };

/** Which people. */
export interface Whose {
  /** Whom somebody looks after; null: everybody. */
  agentId: string | null;
  /** Those of these sites and of none; null: of all. */
  siteIds: readonly string[] | null;
}

export interface StagePerson {
  person: PersonStage;
  contact: ContactSummary;
  /** Their newest one that is seen, and not in quarantine. */
  conversation: Conversation | null;
}

export interface StageStore {
  /** Where these stand who stand anywhere. */
  of(contactIds: readonly string[]): Promise<PersonStage[]>;
  /**
   * Moves somebody as `movedBy` judges it, keeps the move, and writes what programs are told of it, all in one step. Null:
   * there was nothing to move.
   * @throws AppError NOT_FOUND, ALREADY_CLAIMED
   */
  move(order: StageOrder): Promise<(Moved & { leaves: boolean }) | null>;
  /** Who stands in any of these stages, who came there last first; not whose card is only of other sites. */
  page(
    query: Whose & { stageIds: readonly string[]; cursor?: string | undefined; limit: number },
  ): Promise<Page<StagePerson>>;
  /** How many stand in each stage that anybody stands in. */
  counts(whose: Whose): Promise<{ stageId: string; count: number }[]>;
  /** How many people were moved to a stage of these kinds from one of another since then, each person once. */
  figures(query: Whose & { since: number }): Promise<{ won: number; lost: number }>;
  /** Moves of these, newest first; those of one instant by id, the greater first. */
  moves(query: {
    contactIds: readonly string[];
    siteIds: readonly string[] | null;
    before: TimelineCursor | null;
    limit: number;
  }): Promise<StageMove[]>;
}
