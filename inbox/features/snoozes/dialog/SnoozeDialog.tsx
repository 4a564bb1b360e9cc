import type { Conversation } from '../../../../protocol/conversations.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TimeChoice } from '../../../shell/TimeChoice.tsx';
import { cityOf, isSameClock, moment, ownZone } from '../../../shell/times.ts';
import { usePart } from '../../../shell/use-part.ts';
import { t as snoozeText } from '../words/index.ts';
import { snoozeTimes } from './times.ts';
import { t } from './words/index.ts';

/** Until when a conversation is put aside. The site's clock counts, since its people live by it. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { conversations, sites } = useInbox();
  const now = useApp().clock.value;
  const { id, siteId } = conversation;
  const zone = usePart(() => sites.all.value.find(site => site.id === siteId)?.timeZone, [sites, siteId]) ?? ownZone();

  function snooze(until: number | null, by?: string) {
    onClose();
    conversations.changes.snooze(id, until, by);
  }

  function when(at: number): string {
    const city = isSameClock(at, zone) ? '' : cityOf(zone);
    return [moment(at, now, zone), city].filter(Boolean).join(' · ');
  }

  const { soon, tomorrow, monday } = snoozeTimes(now, zone);
  return (
    <Dialog class="snooze" title={snoozeText('title')} onClose={onClose}>
      <TimeChoice
        choices={[
          { label: t('soon'), at: soon },
          { label: t('tomorrow'), at: tomorrow, zone },
          ...(monday === null ? [] : [{ label: t('monday'), at: monday, zone }]),
          { label: t('untilWritten'), at: null },
        ]}
        when={when}
        onPick={snooze}
        label={t('other')}
        submit={t('snooze')}
        isGood={at => at > Date.now()}
        problem={t('past')}
      />
      <p class="hint">{t('hint')}</p>
    </Dialog>
  );
}
