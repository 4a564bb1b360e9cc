import type { Figures } from '../../features/people/rules.ts';
import type { Turns } from './turns.ts';

/** What one room knows of a contact, read inside the step that changes it. Called for each contact of a card. */
export type FigureReader = (contact: { id: string; row: number }) => Partial<Figures>;

/** Each room whose rows people are listed, ordered or asked by has its line. */
export const FIGURES: readonly ((turns: Pick<Turns, 'writer'>) => FigureReader)[] = [talkFigures];

function talkFigures({ writer }: Pick<Turns, 'writer'>): FigureReader {
  // What is said moves `last_visitor_seq`; what else a visitor does stands behind it.
  const ofContact = writer.prepare(`
    SELECT count(*) FILTER (WHERE c.is_closed <> 2) AS talks, count(*) FILTER (WHERE c.is_closed = 2) AS held,
      max((SELECT max(e.created_at) FROM entries e
        WHERE e.conversation = c.row AND e.seq >= c.last_visitor_seq AND e.author IS NULL
      )) FILTER (WHERE c.is_closed <> 2) AS heardAt
    FROM conversations c WHERE c.contact = ?`);
  return ({ row }) => ofContact.get(row) as unknown as Pick<Figures, 'talks' | 'held' | 'heardAt'>;
}
