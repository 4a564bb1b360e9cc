import './sharing.css';
import { useState } from 'preact/hooks';
import type { BalanceLink, LoyaltyGlance } from '../../../protocol/loyalty.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Copy } from '../../shell/Copy.tsx';
import { date } from '../../shell/times.ts';
import { useActs } from '../../shell/use-acts.ts';
import { loyaltyCalls } from './calls.ts';
import { t } from './words/index.ts';

/** What somebody is told to take along: their code for friends, and where they see their balance. */
export function Sharing({ glance }: { glance: Pick<LoyaltyGlance, 'contact' | 'referralCode'> }) {
  const { http, toasts } = useInbox();
  const calls = loyaltyCalls(http);
  const mayAct = useMayAct();
  const now = useApp().clock.value;
  const { isBusy, run } = useActs(toasts);
  const [made, setMade] = useState<string | null>(null);
  const [link, setLink] = useState<BalanceLink | null>(null);
  // Of one press, whose answer may be lost.
  const [clientId, setClientId] = useState(newClientId);
  const { id } = glance.contact;
  const code = made ?? glance.referralCode;
  const makeCode = () => run('code', async () => setMade((await calls.code(id)).code));
  const ask = (isAnew: boolean) => run('link', async () => setLink(await calls.link(id, isAnew)));
  const send = () =>
    run('send', async () => {
      const { way } = await calls.sendLink(id, clientId);
      if (way === null) return void toasts.add(t('noWay'), { tone: 'failed' });
      toasts.add(t(way === 'email' ? 'sentByMail' : 'sentBySms'));
      setClientId(newClientId());
    });
  return (
    <div class="bonus-sharing">
      {code !== null && (
        <p>
          {t('friendCode')}: <b dir="ltr">{code}</b>
        </p>
      )}
      {link && (
        <div role="status">
          <Copy label={t('balancePage')} text={link.url} toasts={toasts} />
          <p class="hint">{t('goodUntil', { date: date(link.until, now, { hasWeekday: false }) })}</p>
        </div>
      )}
      {mayAct && (
        <div class="acts">
          {code === null && (
            <button type="button" class="btn is-quiet" aria-disabled={isBusy('code')} onClick={() => void makeCode()}>
              {t('makeCode')}
            </button>
          )}
          <button
            type="button"
            class="btn is-quiet"
            title={t(link ? 'newLinkHint' : 'balancePageHint')}
            aria-disabled={isBusy('link')}
            onClick={() => void ask(link !== null)}
          >
            {t(link ? 'newLink' : 'showLink')}
          </button>
          <button type="button" class="btn is-quiet" aria-disabled={isBusy('send')} onClick={() => void send()}>
            {t('sendLink')}
          </button>
        </div>
      )}
    </div>
  );
}
