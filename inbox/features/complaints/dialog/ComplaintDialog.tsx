import './style.css';
import { useState } from 'preact/hooks';
import type { AboutKind, Complaint, ComplaintSource, Severity } from '../../../../protocol/complaints.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { date } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { complaintCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { type Begun, begunWith, type ComplaintDraft, type Typed, toldOf } from './typed.ts';

interface Props extends Begun {
  /** Whose it is. */
  contactId: string;
  /** How it came; of a new one. */
  source?: Exclude<ComplaintSource, 'api'>;
  /** What was typed before, of a new one. */
  draft?: ComplaintDraft | null;
  onTyped?: (draft: ComplaintDraft) => void;
  onClose: () => void;
  onSaved?: (complaint: Complaint) => void;
}

const KINDS: readonly AboutKind[] = ['service', 'employee', 'purchase', 'other'];
const SEVERITIES: readonly Severity[] = [1, 2, 3];

/** Opens a complaint, or changes one: about what, how bad, what is asked for, who deals with it and until when. */
export function ComplaintDialog(props: Props) {
  const { contactId, complaint, source = 'hand', onClose, onSaved } = props;
  const { http, me, agents, toasts } = useInbox();
  const now = useApp().clock.value;
  const [typed, setTyped] = useState<Typed>(() => props.draft?.typed ?? begunWith(props));
  // The same again is the same complaint, however often it is pressed.
  const [clientId] = useState(() => props.draft?.clientId ?? newClientId());
  const { kind, id, name, severity, asked, assigneeId, until } = typed;
  function set(change: Partial<Typed>) {
    const next = { ...typed, ...change };
    setTyped(next);
    props.onTyped?.({ typed: next, clientId });
  }
  const bought = useAnswer(
    async () =>
      kind === 'purchase'
        ? (await http.get<{ purchases: Purchase[] }>(`contacts/${encodeURIComponent(contactId)}/purchases`)).purchases
        : [],
    [http, contactId, kind],
  );
  const staff = agents.all.value;

  const form = useSubmit(async () => {
    const told = toldOf(typed);
    const calls = complaintCalls(http);
    const externalId = props.rated ? `${props.conversationId}.${props.rated.seq}` : clientId;
    const whose = props.conversationId ? { conversationId: props.conversationId } : { person: { contactId } };
    const kept = complaint
      ? await calls.change(complaint.id, told)
      : await calls.open({ ...told, ...whose, externalId, source: props.rated ? 'rating' : source });
    onSaved?.(kept);
    onClose();
    toasts.add(t(complaint ? 'saved' : 'didOpen'));
  });

  const purchases = (bought.answer ?? []).map(
    each =>
      [
        each.id,
        `${each.lines[0]!.name} · ${moneyText(each.total, each.currency)} · ${date(each.at, now, { hasWeekday: false })}`,
      ] as const,
  );
  const takers = staff.filter(each => each.role !== 'reader' && !each.isDisabled);
  const people = (all: typeof staff) =>
    all.map(each => [each.id, each.id === me.value.agent.id ? t('me', { name: each.name }) : each.name] as const);
  return (
    <Dialog class="complaint" title={t(complaint ? 'change' : 'openOne')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <div class="complaint-row">
          <Select
            label={t('about')}
            value={kind}
            onValue={next => set({ kind: next, id: '' })}
            options={KINDS.map(each => [each, t(`about_${each}`)] as const)}
          />
          <Select
            label={t('severity')}
            value={`${severity}`}
            onValue={next => set({ severity: Number(next) as Severity })}
            options={SEVERITIES.map(each => [`${each}`, t(`severity_${each}`)] as const)}
          />
        </div>
        {kind === 'employee' && (
          <Select
            label={t('whichEmployee')}
            value={id}
            onValue={next => set({ id: next })}
            options={[['', t('notListed')], ...people(staff)]}
          />
        )}
        {kind === 'purchase' && purchases.length > 0 && (
          <Select
            label={t('whichPurchase')}
            value={id}
            onValue={next => set({ id: next })}
            options={[['', t('notListed')], ...purchases]}
          />
        )}
        {(id === '' || kind === 'service' || kind === 'other') && (
          <TextField
            label={t('name')}
            hint={t('nameHint')}
            maxLength={LIMITS.lineChars}
            data-first
            value={name}
            onValue={next => set({ name: next })}
            problem={form.problemOf('about.name')}
          />
        )}
        <TextArea
          label={t('asked')}
          rows={4}
          maxLength={LIMITS.messageChars}
          value={asked}
          onValue={next => set({ asked: next })}
          problem={form.problemOf('asked')}
        />
        <div class="complaint-row">
          <Select
            label={t('whoDeals')}
            value={assigneeId}
            onValue={next => set({ assigneeId: next })}
            options={[['', t('nobodyYet')], ...people(takers)]}
            problem={form.problemOf('assigneeId')}
          />
          <TextField
            label={t('until')}
            type="date"
            dir="ltr"
            value={until}
            onValue={next => set({ until: next })}
            problem={form.problemOf('until')}
          />
        </div>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t(complaint ? 'save' : 'openIt')}</Submit>
      </form>
    </Dialog>
  );
}
