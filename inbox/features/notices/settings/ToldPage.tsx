import './style.css';
import { useEffect, useState } from 'preact/hooks';
import type { NoticeSettings, NoticeSettingsAnswer } from '../../../../protocol/notices.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { codeOf } from '../../../shell/http.ts';
import { pathOf } from '../../../shell/routes.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { LockedScreen } from './LockedScreen.tsx';
import { laidOver } from './laid-over.ts';
import { Pauses } from './Pauses.tsx';
import { Quiet } from './Quiet.tsx';
import { Ways } from './Ways.tsx';
import { t } from './words/index.ts';

const PATH = 'me/notices';

/** How the agent is told of what waits: the ways in their order, each with what it takes, and when none of them is to. */
export function ToldPage() {
  const { http } = useInbox();
  const { route } = useApp();
  const { answer, failure, load } = useAnswer(() => http.get<NoticeSettingsAnswer>(PATH), [http]);
  // Whoever came by an address of before has the page's own from now on.
  useEffect(() => history.replaceState(null, '', pathOf(route.peek())), []);
  if (failure && !answer) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={4} />;
  return <ToldForm answer={answer} onSetUp={load} />;
}

interface Held {
  /** As they were when they began to be changed. */
  base: NoticeSettings;
  settings: NoticeSettings;
}

const isChanged = ({ base, settings }: Held) => JSON.stringify(settings) !== JSON.stringify(base);

function ToldForm({ answer, onSetUp }: { answer: NoticeSettingsAnswer; onSetUp: () => void }) {
  const { http, notices, toasts } = useInbox();
  const [held, setHeld] = useState<Held>({ base: answer.settings, settings: answer.settings });
  const [isOvertaken, setOvertaken] = useState(false);
  const { base, settings } = held;
  const set = (part: Partial<NoticeSettings>) =>
    setHeld(before => ({ ...before, settings: { ...before.settings, ...part } }));

  function begin(from: NoticeSettings, changed = from) {
    setHeld({ base: from, settings: changed });
    notices.settings.value = from;
  }
  useEffect(() => {
    notices.settings.value = answer.settings;
    // What is being changed here is kept, and laid over this when it is saved.
    setHeld(before => (isChanged(before) ? before : { base: answer.settings, settings: answer.settings }));
  }, [answer]);

  const form = useSubmit(async () => {
    setOvertaken(false);
    try {
      const saved = await http.put<NoticeSettingsAnswer>(PATH, { ...settings, was: base });
      begin(saved.settings);
      toasts.add(shellText('saved'));
    } catch (error) {
      if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      const { settings: now } = await http.get<NoticeSettingsAnswer>(PATH);
      begin(now, laidOver(now, base, settings));
      setOvertaken(true);
    }
  });
  return (
    <div class="form">
      <p>{t('lead')}</p>
      <Ways ways={settings.ways} states={answer.ways} onWays={ways => set({ ways })} onSetUp={onSetUp} />
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <Pauses pauses={settings.pauses} onPauses={pauses => set({ pauses })} problemOf={form.problemOf} />
        <Quiet settings={settings} onChange={set} problem={form.problemOf('quiet', t('quietWrong'))} />
        <LockedScreen showsWords={settings.showsWords} onShowsWords={showsWords => set({ showsWords })} />
        <p class="problem" role="alert">
          {isOvertaken && t('overtaken')}
        </p>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged(held)}>{shellText('saveChanges')}</Submit>
      </form>
    </div>
  );
}
