import { useState } from 'preact/hooks';
import type { ShownCall } from '../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { lazy } from '../../shell/lazy.tsx';
import { t as complaintText } from '../complaints/words/index.ts';

const ComplaintDialog = lazy(async () => (await import('../complaints/dialog/ComplaintDialog.tsx')).ComplaintDialog);

/**
 * Makes a complaint of what somebody says in a call. Of several who share the number it is first said who it was. What is being typed
 * stays, whatever becomes of the call.
 * @param props.onOpen whether one is being typed
 */
export function ComplaintButton(props: { shown: ShownCall; isQuiet?: boolean; onOpen?: (isOpen: boolean) => void }) {
  const { shown, isQuiet, onOpen } = props;
  const { me } = useInbox();
  const mayAct = useMayAct();
  /** Whose it is. */
  const [contactId, setContactId] = useState<string | null>(null);
  const [one, other] = shown.people;
  function open(id: string | null) {
    setContactId(id);
    onOpen?.(id !== null);
  }
  if (!mayAct || !me.value.switches.customers) return null;
  return (
    <>
      {one && !other && (
        <button
          type="button"
          class={isQuiet ? 'btn is-quiet' : 'btn'}
          onPointerEnter={ComplaintDialog.prepare}
          onFocus={ComplaintDialog.prepare}
          onClick={() => open(one.id)}
        >
          {complaintText('openOne')}
        </button>
      )}
      {contactId !== null && <ComplaintDialog contactId={contactId} source="call" onClose={() => open(null)} />}
    </>
  );
}
