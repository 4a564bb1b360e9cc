import { useEffect, useRef } from 'preact/hooks';
import { LIST_NAMES } from '../../../../protocol/list-names.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { listCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** However much is told, the numbers are asked for once in that time. */
const PAUSE_MS = 5_000;
/** Some come to be called by the passing of time alone. */
const ANEW_MS = 5 * 60_000;

/** The lists on which somebody stands, each with how many, in the rail. @param props.openId the list that is worked off */
export function ListLinks({ openId }: { openId: string | null }) {
  const { http, link, peopleTold } = useInbox();
  const { clock } = useApp();
  const mayAct = useMayAct();
  const isReady = link.state.value === 'ready';
  const since = new Date(clock.value).setHours(0, 0, 0, 0);
  const { answer, load } = useAnswer(() => listCalls(http).all(since), [http, since, isReady]);
  const again = useRef(load);
  again.current = load;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      again.current();
    };
    const every = setInterval(read, ANEW_MS);
    const stop = peopleTold.subscribe(told => {
      if (told) timer ??= setTimeout(read, PAUSE_MS);
    });
    return () => {
      stop();
      clearInterval(every);
      clearTimeout(timer);
    };
  }, [peopleTold]);
  if (!mayAct) return null;
  const counts = answer?.counts ?? [];
  return (
    <>
      {LIST_NAMES.map(list => {
        const left = counts.find(each => each.list === list)?.left ?? 0;
        // The one that is open stays, also when nobody is left on it.
        return left > 0 || openId === list ? (
          <Link
            key={list}
            to={{ kind: 'room', room: 'lists', id: list }}
            aria-current={openId === list ? 'page' : undefined}
          >
            {t(`short_${list}`)} {left > 0 && <b>{number(left)}</b>}
          </Link>
        ) : null;
      })}
    </>
  );
}
