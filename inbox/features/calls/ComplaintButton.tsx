import { useState } from 'preact/hooks';
import type { ShownCall } from '../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { lazy } from '../../shell/lazy.tsx';
import { t as complaintText } from '../complaints/words/index.ts';
import { type ComplaintDrafts, complaintDraftsOf } from './complaint-drafts.ts';

const ComplaintDialog = lazy(async () => (await import('../complaints/dialog/ComplaintDialog.tsx')).ComplaintDialog);

/** The agent's complaints that are being typed. */
export function useComplaintDrafts(): ComplaintDrafts {
  const { calls, me } = useInbox();
  return complaintDraftsOf(calls, useApp().storage, me.peek().agent.id);
}

/**
 * Makes a complaint of what somebody says in a call. Of several who share the number it is first said who it was. What is being typed
 * stays, whatever becomes of the call, and over a reload.
 * @param props.onClose it is made, or given up
 */
export function ComplaintButton(props: { shown: ShownCall; isQuiet?: boolean; onClose?: () => void }) {
  const { shown, isQuiet, onClose } = props;
  const { me } = useInbox();
  const mayAct = useMayAct();
  const drafts = useComplaintDrafts();
  const [isOpen, setOpen] = useState(false);
  const { id } = shown.call;
  const begun = drafts.all.value.get(id);
  const [one, other] = shown.people;
  const contactId = begun?.contactId ?? (other ? undefined : one?.id);
  if (!mayAct || !me.value.switches.customers || contactId === undefined) return null;
  function open() {
    if (!begun) drafts.put(id, { contactId: contactId!, draft: null });
    setOpen(true);
  }
  function close() {
    setOpen(false);
    drafts.put(id, null);
    onClose?.();
  }
  return (
    <>
      <button
        type="button"
        class={isQuiet ? 'btn is-quiet' : 'btn'}
        onPointerEnter={ComplaintDialog.prepare}
        onFocus={ComplaintDialog.prepare}
        onClick={open}
      >
        {complaintText(begun?.draft && !isOpen ? 'goOn' : 'openOne')}
      </button>
      {isOpen && (
        <ComplaintDialog
          contactId={contactId}
          source="call"
          draft={begun?.draft ?? null}
          onTyped={draft => drafts.put(id, { contactId, draft })}
          onClose={close}
        />
      )}
    </>
  );
}
