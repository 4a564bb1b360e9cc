/** What moves and pages do to a board that is shown: pure. */
import type { BoardAnswer, ColumnAnswer, PersonStage, Stage, StageCard } from '../../../../protocol/stages.ts';

const idOf = (card: StageCard) => card.person.contactId;

/** The board with somebody at the top of another column, before the server has said so. */
export function withMove(board: BoardAnswer, card: StageCard, person: PersonStage): BoardAnswer {
  const { stages } = board.settings;
  const [from, to] = [card.person, person].map(each => stages.find(({ id }) => id === each.stageId));
  const columns = withoutCard(board, card).map(column =>
    column.stageId === person.stageId
      ? { ...column, count: column.count + 1, cards: [{ ...card, person }, ...column.cards] }
      : column,
  );
  return { ...board, columns, figures: figuresWith(board.figures, from, to) };
}

/** The board with somebody back where they were. @param before as it was before the move */
export function withReturn(board: BoardAnswer, card: StageCard, before: BoardAnswer): BoardAnswer {
  const place = (column: BoardAnswer['columns'][number]) => column.cards.findIndex(each => idOf(each) === idOf(card));
  const columns = withoutCard(board, card).map(column => {
    const was = before.columns.find(each => each.stageId === column.stageId);
    const at = was ? place(was) : -1;
    return at < 0
      ? column
      : { ...column, count: column.count + 1, cards: [...column.cards.slice(0, at), card, ...column.cards.slice(at)] };
  });
  return { ...board, columns, figures: before.figures };
}

/** The board with what the server says of somebody. */
export function withPerson(board: BoardAnswer, person: PersonStage): BoardAnswer {
  const columns = board.columns.map(column => ({
    ...column,
    cards: column.cards.map(each => (idOf(each) === person.contactId ? { ...each, person } : each)),
  }));
  return { ...board, columns };
}

/** The board with more of a column, each person once. */
export function withMore(board: BoardAnswer, stageId: string, { cards, cursor }: ColumnAnswer): BoardAnswer {
  const columns = board.columns.map(column => {
    if (column.stageId !== stageId) return column;
    const known = new Set(column.cards.map(idOf));
    return { ...column, cursor, cards: [...column.cards, ...cards.filter(each => !known.has(idOf(each)))] };
  });
  return { ...board, columns };
}

/** Whether the board knows of a move by now, as of its own. */
export function isKnown(board: BoardAnswer, moved: { contactId: string; stageId: string; version: number }): boolean {
  const card = board.columns.flatMap(each => each.cards).find(each => idOf(each) === moved.contactId);
  return card !== undefined && card.person.stageId === moved.stageId && card.person.version >= moved.version - 1;
}

function withoutCard(board: BoardAnswer, card: StageCard): BoardAnswer['columns'] {
  return board.columns.map(column => {
    const cards = column.cards.filter(each => idOf(each) !== idOf(card));
    return cards.length === column.cards.length ? column : { ...column, cards, count: column.count - 1 };
  });
}

function figuresWith(figures: BoardAnswer['figures'], from?: Stage, to?: Stage): BoardAnswer['figures'] {
  if (!to || to.kind === 'open' || from?.kind === to.kind) return figures;
  return { ...figures, [to.kind]: figures[to.kind] + 1 };
}
