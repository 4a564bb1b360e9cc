import type { PersonStage, StageMove } from '../../../protocol/stages.ts';
import type { StageMoveRecord } from '../../features/stages/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${PERSON_STAGE} …` gives rows for `personStageFromRow`; add WHERE and ORDER BY. */
export const PERSON_STAGE = `row, contact AS contactId, site AS siteId, stage AS stageId, since, version, agent AS agentId, reason
  FROM person_stages`;

/** `SELECT ${STAGE_MOVE} …` gives rows for `stageMoveFromRow`; add WHERE and ORDER BY. */
export const STAGE_MOVE = `row, id, at, contact AS contactId, site AS siteId, agent AS agentId, by, from_stage AS "from",
  to_stage AS "to", reason FROM stage_moves`;

export type StageRows = ReturnType<typeof createStageRows>;

/** The rows of stages. All inside a step. */
export function createStageRows({ writer }: Turns) {
  const find = writer.prepare(`SELECT ${PERSON_STAGE} WHERE contact = ?`);
  const put = writer.prepare(`
    INSERT INTO person_stages (contact, site, stage, since, version, agent, reason)
    VALUES (:contactId, :siteId, :stageId, :since, :version, :agentId, :reason)
    ON CONFLICT DO UPDATE SET site = excluded.site, stage = excluded.stage, since = excluded.since, version = excluded.version,
      agent = excluded.agent, reason = excluded.reason`);
  const add = writer.prepare(`
    INSERT INTO stage_moves (id, at, contact, site, agent, by, from_stage, to_stage, reason, to_kind)
    VALUES (:id, :at, :contactId, :siteId, :agentId, :by, :from, :to, :reason, :toKind)`);

  return {
    find(contactId: string): PersonStage | null {
      const row = find.get(contactId);
      return row ? personStageFromRow(row) : null;
    },
    put: (person: PersonStage): void => void put.run({ ...person, reason: textOf(person.reason) }),
    add: (move: StageMoveRecord): void => void add.run(moveColumns(move)),
  };
}

export function personStageFromRow(from: unknown): PersonStage {
  const { row: _row, reason, ...person } = from as Omit<PersonStage, 'reason'> & { row: number; reason: string | null };
  return { ...person, reason: reason === null ? null : JSON.parse(reason) };
}

export function stageMoveFromRow(from: unknown): StageMoveRecord {
  const { row: _row, ...move } = from as Record<'row' | keyof StageMoveRecord, string | null>;
  const read = (text: string | null) => (text === null ? null : JSON.parse(text));
  const { by, from: before, to, reason } = move;
  return {
    ...move,
    by: read(by),
    from: read(before),
    to: read(to),
    reason: read(reason),
  } as unknown as StageMoveRecord;
}

/** A move without what is only counted. */
export function toMove({ agentId: _, ...move }: StageMoveRecord): StageMove {
  return move;
}

/** Values for the columns of a move. */
export function moveColumns({ by, from, to, reason, ...move }: StageMoveRecord) {
  return {
    ...move,
    by: JSON.stringify(by),
    from: textOf(from),
    to: JSON.stringify(to),
    reason: textOf(reason),
    toKind: from?.kind === to.kind ? '' : to.kind,
  };
}

function textOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
