import type { Rating } from '../../../protocol/ratings.ts';
import type { HeldConversation } from './conversation-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${RATING} …` gives ratings; add WHERE and ORDER BY over `r`. */
export const RATING = `r.row, r.conversation, r.id, s.id AS siteId, c.id AS conversationId, r.ask_seq AS askSeq, r.seq, r.kind AS "of",
  r.agent AS agentId, r.agent_name AS agentName, r.score, r.word, r.teams, r.created_at AS createdAt
  FROM ratings r CROSS JOIN conversations c ON c.row = r.conversation CROSS JOIN sites s ON s.row = r.site`;

export type RatingRow = Omit<Rating, 'teams'> & { row: number; conversation: number; teams: string | null };

export type RatingRows = ReturnType<typeof createRatingRows>;

/** The rows of ratings. All inside a step. */
export function createRatingRows({ writer }: Turns) {
  const insert = writer.prepare(`
    INSERT INTO ratings (id, site, conversation, ask_seq, seq, kind, agent, agent_name, score, word, teams, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropOf = writer.prepare('DELETE FROM ratings WHERE conversation = ?');

  return {
    add({ row, site }: HeldConversation, rating: Rating): void {
      const { id, askSeq, seq, of, agentId, agentName, score, word, createdAt } = rating;
      const teams = teamsText(rating);
      insert.run(id, site, row, askSeq, seq, of, agentId, agentName, score, word, teams, createdAt);
    },
    /** Takes away all of a conversation, by its row. @returns how many */
    dropOf: (conversation: number): number => Number(dropOf.run(conversation).changes),
  };
}

export function ratingFromRow(from: unknown): Rating {
  const { row: _row, conversation: _conversation, teams, ...rating } = from as RatingRow;
  return teams === null ? rating : { ...rating, teams: JSON.parse(teams) };
}

/** The column of a rating's teams. */
export function teamsText({ teams }: Pick<Rating, 'teams'>): string | null {
  return teams ? JSON.stringify(teams) : null;
}
