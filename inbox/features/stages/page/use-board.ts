import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  BoardAnswer,
  ColumnAnswer,
  LostReason,
  Stage,
  StageCard,
  StageMoved,
} from '../../../../protocol/stages.ts';
import { errorText } from '../../../shell/errors.ts';
import { asQuery, codeOf, type Http } from '../../../shell/http.ts';
import type { Link } from '../../../shell/link.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { nameOf } from '../../contacts/names.ts';
import { stageCalls } from '../calls.ts';
import { stageName } from '../names.ts';
import { t } from '../words/index.ts';
import { isKnown, withMore, withMove, withPerson, withReturn } from './board.ts';

export type Whose = 'mine' | 'all';

/** Several that others make at once are read once. */
const RELOAD_MS = 1_000;

interface BoardParts {
  http: Http;
  link: Link;
  toasts: Toasts;
  moved: ReadonlySignal<StageMoved | null>;
}

/** The board as the server has it, with what is done to it here before the server has said so. */
export function useBoard({ http, link, toasts, moved }: BoardParts, whose: Whose, since: number) {
  const [said, setSaid] = useState('');
  /** Who came back where they were, because they could not be moved. */
  const [returned, setReturned] = useState<string | null>(null);
  const { answer, failure, change, load } = useAnswer(
    () => http.get<BoardAnswer>(`stages/board${asQuery({ whose, since })}`),
    [http, whose, since],
  );
  const shown = useRef(answer);
  shown.current = answer;
  const again = useRef(load);
  again.current = load;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reload = () => {
      clearTimeout(timer);
      timer = setTimeout(() => again.current(), RELOAD_MS);
    };
    const stopMoves = moved.subscribe(news => {
      if (news && shown.current && !isKnown(shown.current, news)) reload();
    });
    // What happened while the link was down, nobody has told.
    const stopLink = link.state.subscribe(state => {
      if (state === 'ready' && shown.current) reload();
    });
    return () => {
      clearTimeout(timer);
      stopMoves();
      stopLink();
    };
  }, [moved, link]);

  async function move(card: StageCard, to: Stage, reason: LostReason | null = null) {
    const before = shown.current;
    if (!before || card.person.stageId === to.id) return;
    const name = nameOf(card.contact);
    const { contactId, version } = card.person;
    setReturned(null);
    change(board => withMove(board, card, { ...card.person, stageId: to.id, reason }));
    try {
      const person = await stageCalls(http).move(contactId, {
        ...{ stageId: to.id, version },
        ...(reason && { reason }),
      });
      change(board => withPerson(board, person));
      setSaid(t('isMoved', { stage: stageName(to), name }));
    } catch (error) {
      const code = codeOf(error);
      change(board => withReturn(board, card, before));
      setReturned(contactId);
      const isFaster = code === 'ALREADY_CLAIMED';
      const text = isFaster ? t('tookFaster', { name }) : t('notMoved', { name, why: errorText(code) });
      toasts.add(text, { tone: 'failed' });
      if (isFaster) load();
    }
  }

  async function more(stageId: string, cursor: string) {
    try {
      const page = await http.get<ColumnAnswer>(`stages/${stageId}/people${asQuery({ whose, cursor })}`);
      change(board => withMore(board, stageId, page));
    } catch (error) {
      toasts.fail(error);
    }
  }

  return { board: answer, failure, load, move, more, said, returned };
}
