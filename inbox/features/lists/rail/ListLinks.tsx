import { LIST_NAMES } from '../../../../protocol/list-names.ts';
import { useMayAct } from '../../../inbox.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { useLists } from '../use-lists.tsx';
import { t } from '../words/index.ts';

/** The lists on which somebody stands, each with how many, in the rail. @param props.openId the list that is worked off */
export function ListLinks({ openId }: { openId: string | null }) {
  const mayAct = useMayAct();
  const { answer } = useLists();
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
