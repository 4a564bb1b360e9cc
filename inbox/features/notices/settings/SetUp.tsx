import type { NoticeWay, WayState } from '../../../../protocol/notices.ts';
import { useInbox } from '../../../inbox.ts';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import type { SettingsPage } from '../../../shell/routes.ts';
import { usePart } from '../../../shell/use-part.ts';
import { askPermission, permission } from '../permission.ts';
import { t as noticeText } from '../words/index.ts';
import { t } from './words/index.ts';

const PushSetup = lazy(async () => (await import('../../push/settings/PushSetup.tsx')).PushSetup, { lines: 2 });
const TelegramLink = lazy(async () => (await import('../../telegram/link/TelegramLink.tsx')).TelegramLink, {
  lines: 2,
});
const OwnNumber = lazy(async () => (await import('../../sms/own/OwnNumber.tsx')).OwnNumber, { lines: 2 });

/** Where an owner makes a way possible. */
const OWNERS_PAGES: Partial<Record<NoticeWay, SettingsPage>> = {
  telegram: 'telegram',
  sms: 'sms',
  email: 'mail',
  webhook: 'webhooks',
};

/** Whether there is anything to do about a way, or to say of it. */
export function hasSetUp({ way, isReady }: WayState): boolean {
  if (way === 'page') return permission.value === 'ask';
  return !isReady || way === 'push' || way === 'telegram' || way === 'sms';
}

/** What a way takes: the step itself, where it is the agent's own to take. */
export function SetUp({ state, onSetUp }: { state: WayState; onSetUp: () => void }) {
  const { way, isReady, isOffered } = state;
  if (!isReady && !isOffered) return <ByOwner way={way} />;
  switch (way) {
    case 'page':
      return (
        <>
          <p>{noticeText('notifyAsk')}</p>
          <button type="button" class="btn" onClick={() => void askPermission()}>
            {noticeText('notifyYes')}
          </button>
        </>
      );
    case 'push':
      return <PushSetup onChanged={onSetUp} />;
    case 'telegram':
      return <TelegramLink onChanged={onSetUp} />;
    case 'sms':
      return <OwnNumber onChanged={onSetUp} />;
    default:
      return null;
  }
}

function ByOwner({ way }: { way: NoticeWay }) {
  const { me } = useInbox();
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  const page = OWNERS_PAGES[way];
  if (!isOwner || !page) return <p>{t('askOwner')}</p>;
  return (
    <p>
      {t('ownerFirst')} <Link to={{ kind: 'settings', page }}>{t('setUpHere')}</Link>
    </p>
  );
}
