import { useRef, useState } from 'preact/hooks';
import type { Device, PushAnswer, PushTestAnswer } from '../../../../protocol/push.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText, problemText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { ApiError } from '../../../shell/http.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { type Ability, abilityOf, subscribe, unsubscribe } from '../browser.ts';
import { want } from '../wish.ts';
import { DeviceList } from './DeviceList.tsx';
import { t } from './words/index.ts';

const WHY_NOT = {
  denied: 'isDenied',
  install: 'isInstall',
  insecure: 'isInsecure',
  unsupported: 'isUnsupported',
} as const satisfies Record<Exclude<Ability, 'able'>, string>;

/**
 * Whether this browser tells its agent of something while the inbox is closed, and which others do.
 * @param props.onChanged a browser came or went
 */
export function PushSetup({ onChanged = () => undefined }: { onChanged?: () => void }) {
  const { http, me, toasts } = useInbox();
  const { storage } = useApp();
  const { answer: push, failure, change, load } = useAnswer(() => http.get<PushAnswer>('push'), [http]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ability = abilityOf();
  const lead = useRef<HTMLParagraphElement>(null);
  // What was pressed may go with its device.
  useKeptFocus(lead, [push?.devices.length]);

  const withDevices = (how: (devices: Device[]) => Device[]) => {
    change(now => ({ ...now, devices: how(now.devices) }));
    onChanged();
  };
  const without = (id: string) => withDevices(all => all.filter(each => each.id !== id));

  /** One act at a time, whose failure stands where the eye is. */
  async function act(work: () => Promise<void>) {
    setBusy(true);
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof ApiError ? problemText(error) : t('pushFailed'));
    } finally {
      setBusy(false);
    }
  }

  async function turnOn({ publicKey }: PushAnswer) {
    const subscription = await subscribe(publicKey);
    if (!subscription) {
      // A plain no is shown below; who closed the browser's question sees nothing of it.
      if (abilityOf() === 'able') setProblem(t('pushNotAllowed'));
      return;
    }
    const added = await http.post<Device>('push/devices', subscription);
    want(storage, me.peek().agent.id);
    withDevices(all => [...all.filter(each => each.id !== added.id), added]);
    toasts.add(t('pushOn'));
  }

  async function turnOff({ id }: Device) {
    want(storage, null);
    await http.delete(`push/devices/${id}`);
    without(id);
    toasts.add(t('pushOff'));
    // A browser that stays subscribed hears of nobody any more.
    await unsubscribe().catch(() => undefined);
  }

  async function test({ id }: Device) {
    try {
      const { isDelivered, problem: why } = await http.post<PushTestAnswer>(`push/devices/${id}/test`);
      if (isDelivered) toasts.add(t('pushTested'));
      else setProblem(t('pushTestFailed', { problem: why }));
    } finally {
      // It may be gone, or have failed, by now.
      load();
    }
  }

  async function remove({ id }: Device) {
    try {
      await http.delete(`push/devices/${id}`);
      without(id);
      toasts.add(t('deviceRemoved'));
    } catch (error) {
      toasts.fail(error);
    }
  }

  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!push) return <Skeleton lines={3} />;
  const own = push.devices.find(each => each.isCurrent);
  return (
    <div class="form">
      <p ref={lead} tabIndex={-1}>
        {t('pushLead')}
      </p>
      {ability === 'able' ? (
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={own !== undefined}
              aria-disabled={isBusy}
              onChange={event => {
                // Until it is so; and a second press while the browser asks says nothing.
                event.currentTarget.checked = own !== undefined;
                if (!isBusy) void act(() => (own ? turnOff(own) : turnOn(push)));
              }}
            />
            {t('pushSwitch')}
          </label>
          <p class="hint">{t('pushHint')}</p>
        </div>
      ) : (
        <p role="status">{t(WHY_NOT[ability])}</p>
      )}
      <Problem text={problem} />
      {own && ability === 'able' && (
        <div class="acts">
          <button type="button" class="btn" aria-disabled={isBusy} onClick={() => !isBusy && void act(() => test(own))}>
            {t('pushTest')}
          </button>
        </div>
      )}
      <DeviceList
        devices={push.devices}
        onRemove={device => (device.isCurrent ? act(() => turnOff(device)) : remove(device))}
      />
    </div>
  );
}
