import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../shell/Icon.tsx';
import { Key } from '../../shell/Key.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { Menu } from '../../shell/Menu.tsx';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t as snoozeText } from '../snoozes/words/index.ts';
import { AssignMenu } from './AssignMenu.tsx';
import { assignItems } from './assign-items.ts';
import { isTakenFromScript } from './changes.ts';
import { t } from './words/index.ts';

const SnoozeDialog = lazy(async () => (await import('../snoozes/dialog/SnoozeDialog.tsx')).SnoozeDialog);
const TagPicker = lazy(async () => (await import('../tags/TagPicker.tsx')).TagPicker);
const ComplaintDialog = lazy(async () => (await import('../complaints/dialog/FromThread.tsx')).FromThread);
const PurchaseDialog = lazy(async () => (await import('../purchases/dialog/PurchaseDialog.tsx')).PurchaseDialog);
const HandoverDialog = lazy(async () => (await import('./handover/HandoverDialog.tsx')).HandoverDialog);

/**
 * What can be done with the conversation. Where a button each would leave no room for the person's name, all but the
 * claim is in one menu; the style sheet chooses.
 */
export function ThreadActs({ conversation, onPerson }: { conversation: Conversation; onPerson: () => void }) {
  const { me, agents, conversations } = useInbox();
  const { changes, ask } = conversations;
  const asked = conversations.asked.value;
  const mayAct = useMayAct();
  const now = useApp().clock.value;
  const all = agents.all.value;
  const meId = usePart(() => me.value.agent.id, [me]);
  const { id, status, assigneeId } = conversation;
  const isClosed = status === 'closed';
  const isHeld = status === 'held';
  const closeText = t(isClosed ? 'reopen' : 'close');
  const onClose = () => (isClosed ? changes.reopen(id) : changes.close(id));
  const onHold = () => changes.hold(id);
  /** What is done now and then: kept out of the way of answering. */
  const seldom = [
    ...(status === 'snoozed' ? [{ label: t('wake'), detail: 'H', onPick: () => changes.wake(id) }] : []),
    ...(status === 'open' ? [{ label: snoozeText('title'), detail: 'H', onPick: () => ask('snooze') }] : []),
    { label: t('tags'), detail: 'T', onPick: () => ask('tags') },
    ...(isTakenFromScript(conversation)
      ? [{ label: t('scriptResume'), detail: 'S', onPick: () => changes.resumeScript(id) }]
      : []),
    ...(me.value.switches.customers
      ? [
          { label: t('complain'), onPick: () => ask('complaint') },
          { label: t('purchase'), onPick: () => ask('purchase') },
        ]
      : []),
  ];
  const moreButton = (
    <>
      <Icon name="more" />
      <span class="sr-only">{shellText('more')}</span>
    </>
  );
  const personButton = (
    <button type="button" class="icon-btn person-button" aria-label={t('person')} onClick={onPerson}>
      <Icon name="person" />
    </button>
  );
  if (!mayAct) return personButton;
  // In quarantine there is one thing to decide.
  if (isHeld) {
    return (
      <>
        <button type="button" class="btn is-go" data-shortcut="spam" onClick={() => changes.release(id)}>
          {t('release')} <Key>!</Key>
        </button>
        {personButton}
      </>
    );
  }
  return (
    <>
      {assigneeId === null && !isClosed && (
        <button type="button" class="btn is-go" data-shortcut="claim" onClick={() => changes.claim(id)}>
          {t('claim')} <Key>C</Key>
        </button>
      )}
      <div class="thread-acts">
        <AssignMenu conversation={conversation} />
        <button type="button" class="btn" data-shortcut="close" onClick={onClose}>
          {closeText} <Key>E</Key>
        </button>
        <button type="button" class="btn" data-shortcut="spam" onClick={onHold}>
          {t('hold')} <Key>!</Key>
        </button>
        <Menu class="icon-btn" button={moreButton} items={seldom} />
        {personButton}
      </div>
      {asked === 'snooze' && <SnoozeDialog conversation={conversation} onClose={() => ask(null)} />}
      {asked === 'handover' && <HandoverDialog conversation={conversation} onClose={() => ask(null)} />}
      {asked === 'complaint' && <ComplaintDialog conversation={conversation} onClose={() => ask(null)} />}
      {asked === 'purchase' && <PurchaseDialog contactId={conversation.contact.id} onClose={() => ask(null)} />}
      {asked === 'tags' && <TagPicker conversation={conversation} onClose={() => ask(null)} />}
      <div class="thread-more">
        <Menu
          class="icon-btn"
          shortcut="assign"
          button={moreButton}
          items={[
            { label: t('person'), onPick: onPerson },
            { label: closeText, onPick: onClose },
            { label: t('hold'), onPick: onHold },
            ...seldom,
          ]}
          more={{
            label: t('assign'),
            items: assignItems(conversation, {
              ...{ all, meId, now },
              onAssign: agentId => changes.assign(id, agentId),
              onHandOver: () => ask('handover'),
            }),
          }}
        />
      </div>
    </>
  );
}
