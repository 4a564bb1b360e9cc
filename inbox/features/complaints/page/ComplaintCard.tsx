import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Complaint, ShownComplaint } from '../../../../protocol/complaints.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { nameOf } from '../../contacts/names.ts';
import { complaintCalls } from '../calls.ts';
import { dealsText, outcomeText, urgencyOf } from '../due.ts';
import { t } from '../words/index.ts';

const CloseDialog = lazy(async () => (await import('./CloseDialog.tsx')).CloseDialog);
const ComplaintDialog = lazy(async () => (await import('../dialog/ComplaintDialog.tsx')).ComplaintDialog);

/** One complaint: whose it is, what they ask for, who deals with it and how pressing that is, and what to do. */
export function ComplaintCard(props: { shown: ShownComplaint; isChosen: boolean; onChange: (now: Complaint) => void }) {
  const { shown, isChosen, onChange } = props;
  const { complaint, contact } = shown;
  const now = useApp().clock.value;
  const { id, about, severity, asked, status, done, closedBy, conversationId, reopened } = complaint;
  const { tone, text } = urgencyOf(complaint, now);
  const outcome = outcomeText(complaint);
  const headingId = `complaint-${id}`;
  return (
    <article class="complaint-card" aria-labelledby={headingId} data-chosen={isChosen || undefined}>
      <header>
        <Face name={nameOf(contact)} />
        <div>
          <h2 id={headingId} tabIndex={-1}>
            <bdi>{about.name}</bdi>
          </h2>
          <p class="hint">
            <Link to={{ kind: 'room', room: 'people', id: contact.card?.id ?? contact.id }}>
              <bdi>{nameOf(contact)}</bdi>
            </Link>
            {' · '}
            {t(`about_${about.kind}`)}
          </p>
        </div>
        <p class="complaint-pills">
          {severity === 3 && <Pill tone="late">{t('severity_3')}</Pill>}
          {reopened > 0 && status === 'open' && <Pill tone="due">{t('openAgain')}</Pill>}
          <Pill tone={tone}>{text}</Pill>
        </p>
      </header>
      <p class="complaint-asked" dir="auto">
        {asked}
      </p>
      {done && (
        <p class="complaint-done">
          {t('doneBy', { who: closedBy?.name ?? '' })} <bdi>{done}</bdi>
        </p>
      )}
      <footer>
        <p class="hint">{status === 'open' ? dealsText(complaint, now) : outcome}</p>
        {status === 'open' && outcome && <p class="hint">{outcome}</p>}
        <Acts complaint={complaint} contactId={contact.id} onChange={onChange}>
          {conversationId && (
            <Link class="btn" to={{ kind: 'view', view: 'all', conversationId }}>
              {t('conversation')}
            </Link>
          )}
        </Acts>
      </footer>
    </article>
  );
}

function Acts(props: {
  complaint: Complaint;
  contactId: string;
  onChange: (now: Complaint) => void;
  children: ComponentChildren;
}) {
  const { complaint, contactId, onChange, children } = props;
  const { http, toasts } = useInbox();
  const mayAct = useMayAct();
  const { run, isBusy } = useActs(toasts);
  const [opened, setOpened] = useState<'close' | 'change' | null>(null);
  const calls = complaintCalls(http);
  const { id, status, assignee } = complaint;
  const act = (name: string, work: () => Promise<Complaint>) => run(name, async () => onChange(await work()));
  if (!mayAct) return <div class="acts">{children}</div>;
  return (
    <div class="acts">
      {status === 'closed' && (
        <button
          type="button"
          class="btn"
          aria-disabled={isBusy('reopen')}
          onClick={() => act('reopen', () => calls.reopen(id))}
        >
          {t('reopen')}
        </button>
      )}
      {status === 'open' && !assignee && (
        <button
          type="button"
          class="btn is-go"
          aria-disabled={isBusy('take')}
          onClick={() => act('take', () => calls.take(id))}
        >
          {t('take')}
        </button>
      )}
      {status === 'open' && (
        <>
          <button type="button" class={assignee ? 'btn is-go' : 'btn'} onClick={() => setOpened('close')}>
            {t('close')}
          </button>
          <button type="button" class="btn" onClick={() => setOpened('change')}>
            {t('changeIt')}
          </button>
        </>
      )}
      {children}
      {opened === 'close' && <CloseDialog complaint={complaint} onClose={() => setOpened(null)} onClosed={onChange} />}
      {opened === 'change' && (
        <ComplaintDialog
          contactId={contactId}
          complaint={complaint}
          onClose={() => setOpened(null)}
          onSaved={onChange}
        />
      )}
    </div>
  );
}
