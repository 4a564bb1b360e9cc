import './style.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Dialog } from '../../shell/Dialog.tsx';
import { TextField } from '../../shell/fields.tsx';
import { cityOf, isSameClock, moment, ownZone } from '../../shell/times.ts';
import { usePart } from '../../shell/use-part.ts';
import { snoozeTimes } from './times.ts';
import { t } from './words/index.ts';

/** Until when a conversation is put aside. The site's clock counts, since its people live by it. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { conversations, sites } = useInbox();
  const now = useApp().clock.value;
  const { id, siteId } = conversation;
  const zone = usePart(() => sites.all.value.find(site => site.id === siteId)?.timeZone, [sites, siteId]) ?? ownZone();
  const list = useRef<HTMLDivElement>(null);
  const buttons = () => [...list.current!.querySelectorAll('button')];
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  // After the dialog, which gives the focus to its first button.
  useLayoutEffect(() => buttons()[0]?.focus(), []);

  function snooze(until: number | null, by?: string) {
    onClose();
    conversations.changes.snooze(id, until, by);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all.at((at + step) % all.length)?.focus();
    event.preventDefault();
  }

  function when(at: number): string {
    const city = isSameClock(at, zone) ? '' : cityOf(zone);
    return [moment(at, now, zone), city].filter(Boolean).join(' · ');
  }

  /** @param by whose clock shows the time; left out: it is no time of the clock */
  const choice = (label: string, until: number | null, by?: string) => (
    <button type="button" onClick={() => snooze(until, by)}>
      <span>{label}</span>
      {until !== null && <small>{when(until)}</small>}
    </button>
  );
  const { soon, tomorrow, monday } = snoozeTimes(now, zone);
  return (
    <Dialog class="snooze" title={t('title')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons inside */}
      <div class="snooze-times" ref={list} onKeyDown={onKeyDown}>
        {choice(t('soon'), soon)}
        {choice(t('tomorrow'), tomorrow, zone)}
        {monday !== null && choice(t('monday'), monday, zone)}
        {choice(t('untilWritten'), null)}
      </div>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          const until = new Date(typed).getTime();
          if (!(until > Date.now())) return setProblem(t('past'));
          snooze(until, ownZone());
        }}
      >
        <TextField
          label={t('other')}
          type="datetime-local"
          step={300}
          dir="ltr"
          value={typed}
          onValue={next => {
            setTyped(next);
            setProblem('');
          }}
          problem={problem}
        />
        <button type="submit" class="btn">
          {t('snooze')}
        </button>
      </form>
      <p class="hint">{t('hint')}</p>
    </Dialog>
  );
}
