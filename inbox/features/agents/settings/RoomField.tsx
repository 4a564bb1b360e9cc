import { useState } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { t } from './words/index.ts';

/** Conversations at once; as the schema allows. */
const MOST = 1000;

/** How many conversations are given to somebody at once. @param choose says whether it is so now */
export function RoomField<Room extends number | null>(props: {
  label: string;
  hint: string;
  /** Null: it is left empty. */
  room: Room;
  choose: (room: Room) => Promise<boolean>;
  /** What an empty field means; left out: it must not be empty, and no 0, which would keep everybody from them. */
  empty?: Room;
}) {
  const { label, hint, room, choose, empty } = props;
  const { toasts } = useInbox();
  const [typed, setTyped] = useState(textOf(room));

  async function set() {
    const most = Number(typed);
    const isNumber = typed !== '' && Number.isInteger(most) && most >= 0 && most <= MOST;
    const next = isNumber ? (most as Room) : typed === '' ? empty : undefined;
    if (next === undefined) toasts.add(t('capacityWanted', { max: String(MOST) }), { tone: 'failed' });
    if (next === undefined || !(await choose(next))) setTyped(textOf(room));
  }
  return (
    <label class="agent-field" title={hint}>
      <span>{label}</span>
      <input
        type="number"
        min={0}
        max={MOST}
        dir="ltr"
        value={typed}
        onInput={event => setTyped(event.currentTarget.value)}
        onChange={() => void set()}
      />
    </label>
  );
}

const textOf = (room: number | null) => (room === null ? '' : String(room));
