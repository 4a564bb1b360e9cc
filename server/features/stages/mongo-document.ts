import type { PersonStage, StageMove } from '../../../protocol/stages.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { StageMoveRecord } from './store.ts';

/** Under the contact's id: nobody stands in two places. */
export type PersonStageDocument = Omit<PersonStage, 'contactId'> & { _id: string };

/** `counted`: the kind that it led to, '' from one of the same kind. */
export type StageMoveDocument = Stored<StageMoveRecord> & { counted: string };

export function personStageDocument({ contactId: _id, ...rest }: PersonStage): PersonStageDocument {
  return { _id, ...rest };
}

export function toPersonStage({ _id: contactId, ...rest }: PersonStageDocument): PersonStage {
  return { contactId, ...rest };
}

export function stageMoveDocument(move: StageMoveRecord): StageMoveDocument {
  return { ...stored(move), counted: move.from?.kind === move.to.kind ? '' : move.to.kind };
}

export function toStageMove({ agentId: _, counted: __, ...document }: StageMoveDocument): StageMove {
  return entity(document);
}
