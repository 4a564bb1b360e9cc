import { useState } from 'preact/hooks';
import type { Card } from '../../../../protocol/contacts.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { Menu } from '../../../shell/Menu.tsx';
import { t as shellText } from '../../../shell/words/index.ts';
import { t as complaintText } from '../../complaints/words/index.ts';
import { t as purchaseText } from '../../purchases/words/index.ts';
import { nameOf } from '../names.ts';
import { t } from './words/index.ts';

const PersonPrivacy = lazy(async () => (await import('../../privacy/person/PersonPrivacy.tsx')).PersonPrivacy, {
  lines: 3,
});
const PurchaseDialog = lazy(async () => (await import('../../purchases/dialog/PurchaseDialog.tsx')).PurchaseDialog);
const ComplaintDialog = lazy(async () => (await import('../../complaints/dialog/ComplaintDialog.tsx')).ComplaintDialog);
const FindOther = lazy(async () => (await import('./compare/FindOther.tsx')).FindOther, { lines: 3 });

/** What one does seldom to a card. */
export function More(props: { card: Card; onCompare: (otherId: string) => void; onChanged: () => void }) {
  const { card, onCompare, onChanged } = props;
  const { me } = useInbox();
  const [asked, setAsked] = useState<'privacy' | 'merge' | 'purchase' | 'complaint' | null>(null);
  const close = () => setAsked(null);
  const isOwner = me.value.agent.role === 'owner';
  const items = [
    { label: purchaseText('add'), onPick: () => setAsked('purchase') },
    { label: complaintText('openOne'), onPick: () => setAsked('complaint') },
    { label: t('joinWith'), onPick: () => setAsked('merge') },
    ...(isOwner ? [{ label: t('exportOrErase'), onPick: () => setAsked('privacy') }] : []),
  ];
  return (
    <>
      <Menu class="btn" label={t('moreActs')} button={shellText('more')} items={items} />
      {asked === 'privacy' && (
        <Dialog
          class="card-dialog"
          title={nameOf(card)}
          onClose={() => {
            close();
            // Perhaps they are erased now.
            onChanged();
          }}
        >
          <PersonPrivacy contact={card} name={nameOf(card)} />
        </Dialog>
      )}
      {asked === 'purchase' && <PurchaseDialog contactId={card.id} onClose={close} onSaved={onChanged} />}
      {asked === 'complaint' && <ComplaintDialog contactId={card.id} onClose={close} onSaved={onChanged} />}
      {asked === 'merge' && (
        <FindOther
          card={card}
          onClose={close}
          onFound={otherId => {
            close();
            onCompare(otherId);
          }}
        />
      )}
    </>
  );
}
