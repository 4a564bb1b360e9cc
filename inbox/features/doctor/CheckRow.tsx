import type { CheckName, Said } from '../../../protocol/doctor/says.ts';
import { sentence, titleOf } from '../../../protocol/doctor/sentences.ts';
import { useApp } from '../../shell/app.ts';
import { Link } from '../../shell/Link.tsx';
import type { SettingsPage } from '../../shell/routes.ts';
import { isoTime, moment } from '../../shell/times.ts';
import type { CheckRow as Row } from './rows.ts';
import { tongue } from './spoken.ts';
import { t } from './words/index.ts';

/** A tick, an exclamation mark, a dash: 18 × 18. */
const MARKS = {
  fine: 'm4 9.5 3.5 3.5L14 5.5',
  broken: 'M9 4v6M9 13.2v.3',
  off: 'M5 9h8',
};

/** Where it is mended; what is left out is mended at the server, or elsewhere. */
const PAGES: Partial<Record<CheckName, SettingsPage>> = {
  mailIn: 'mail-in',
  push: 'told',
  telegram: 'telegram',
  sms: 'sms',
};

/** One line for one thing, and a sentence only where something is to be done or was not found out. */
export function CheckRow({ row }: { row: Row }) {
  const { check, state, said, since } = row;
  const now = useApp().clock.value;
  const page = state === 'broken' && PAGES[check];
  return (
    <li class={`check is-${state}`}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d={MARKS[state]} />
      </svg>
      <b>
        {titleOf(check, tongue())}
        <span class="sr-only"> ({t(state)})</span>
      </b>
      {state === 'fine' && <small>{said.map(each => sentence(each, tongue())).join(' · ')}</small>}
      {state === 'broken' && (
        <small>
          <time dateTime={isoTime(since)}>{t('since', { time: moment(since, now) })}</time>
        </small>
      )}
      {state !== 'fine' && said.map((each, index) => <Sentence key={index} said={each} />)}
      {page && (
        <p>
          <Link to={{ kind: 'settings', page }}>{t('openSettings')}</Link>
        </p>
      )}
    </li>
  );
}

/** What is to be copied out of it stands out. */
function Sentence({ said }: { said: Said }) {
  const text = sentence(said, tongue());
  const copied = said.values.record ?? said.values.source;
  if (typeof copied !== 'string') return <p>{text}</p>;
  const [before, ...after] = text.split(copied);
  return (
    <p>
      {before}
      <b dir="ltr">{copied}</b>
      {after.join(copied)}
    </p>
  );
}
