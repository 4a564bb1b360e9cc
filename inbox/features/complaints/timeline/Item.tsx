import type { ComplaintItem } from '../../../../protocol/complaints.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { dealsText, outcomeText, urgencyOf } from '../due.ts';
import { t } from '../words/index.ts';

/** What somebody was not content with, as one line of their past: red while it is open. */
export function Item({ item: { complaint } }: { item: ComplaintItem }) {
  const now = useApp().clock.value;
  const { id, about, asked, status, done } = complaint;
  const isOpen = status === 'open';
  return (
    <div class="timeline-complaint">
      <p>
        <Link to={{ kind: 'room', room: 'complaints', id }}>
          <b>{t('complaintOf', { about: about.name })}</b>
        </Link>{' '}
        <Pill tone={isOpen ? 'late' : 'plain'}>{urgencyOf(complaint, now).text}</Pill>
      </p>
      <p dir="auto">{asked}</p>
      <p class="hint">
        {isOpen ? dealsText(complaint, now) : [done, outcomeText(complaint)].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
