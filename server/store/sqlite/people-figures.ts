import { MAX_SUM } from '../../../protocol/purchase-sums.ts';
import type { Figures } from '../../features/people/rules.ts';
import type { Turns } from './turns.ts';

/** What one room knows of a contact, read inside the step that changes it. Called for each contact of a card. */
export type FigureReader = (contact: { id: string; row: number }) => Partial<Figures>;

/** Each room whose rows people are listed, ordered or asked by has its line. */
export const FIGURES: readonly ((turns: Pick<Turns, 'writer'>) => FigureReader)[] = [
  talkFigures,
  purchaseFigures,
  complaintFigures,
  stageFigures,
];

function talkFigures({ writer }: Pick<Turns, 'writer'>): FigureReader {
  // What is said moves `last_visitor_seq`; what else a visitor does stands behind it, along the chain: no index leads there.
  const ofContact = writer.prepare(`
    SELECT count(*) FILTER (WHERE c.is_closed <> 2) AS talks, count(*) FILTER (WHERE c.is_closed = 2) AS held,
      max((
        WITH RECURSIVE back (previous, seq, author, created_at) AS (
          SELECT previous, seq, author, created_at FROM entries WHERE row = c.newest
          UNION ALL
          SELECT e.previous, e.seq, e.author, e.created_at
          FROM back CROSS JOIN entries e ON e.row = back.previous WHERE back.seq > c.last_visitor_seq
        )
        SELECT max(created_at) FROM back WHERE author IS NULL
      )) FILTER (WHERE c.is_closed <> 2) AS heardAt
    FROM conversations c WHERE c.contact = ?`);
  return ({ row }) => ofContact.get(row) as unknown as Pick<Figures, 'talks' | 'held' | 'heardAt'>;
}

function purchaseFigures({ writer }: Pick<Turns, 'writer'>): FigureReader {
  const ofContact = writer.prepare(`
    SELECT currency, count(*) AS count, min(sum(total), ${MAX_SUM}) AS total, max(at) AS lastAt
    FROM purchases WHERE contact = ? GROUP BY currency`);
  return ({ id }) => {
    const found = ofContact.all(id) as unknown as { currency: string; count: number; total: number; lastAt: number }[];
    if (found.length === 0) return {};
    return {
      purchases: found.reduce((count, each) => count + each.count, 0),
      spent: Object.fromEntries(found.map(({ currency, total }) => [currency, total])),
      lastPurchaseAt: Math.max(...found.map(each => each.lastAt)),
    };
  };
}

function complaintFigures({ writer }: Pick<Turns, 'writer'>): FigureReader {
  const ofContact = writer.prepare(
    'SELECT count(*) AS openComplaints FROM complaints WHERE contact = ? AND is_closed = 0',
  );
  return ({ id }) => ofContact.get(id) as unknown as Pick<Figures, 'openComplaints'>;
}

function stageFigures({ writer }: Pick<Turns, 'writer'>): FigureReader {
  const ofContact = writer.prepare('SELECT stage AS id, since FROM person_stages WHERE contact = ?');
  return ({ id }) => ({ stage: (ofContact.get(id) as Figures['stage'] | undefined) ?? null });
}
