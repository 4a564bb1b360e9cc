import './style.css';
import { useRef, useState } from 'preact/hooks';
import type { Service } from '../../../../protocol/services.ts';
import type { EmployeesAnswer, ResourcesAnswer } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { currentLocale } from '../../../shell/locale.ts';
import { useMovers } from '../../../shell/movers.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { type ShopParts, serviceCalls } from '../calls.ts';
import { useShopTold } from '../use-shop-told.tsx';
import { ServiceForm } from './ServiceForm.tsx';
import { ServiceRow } from './ServiceRow.tsx';
import { serviceName } from './text.ts';
import { t } from './words/index.ts';

const HookSection = lazy(async () => (await import('../../bookings/settings/HookSection.tsx')).HookSection, {
  lines: 1,
});

/** What the shop offers: a list that an owner adds to in seconds and puts in order. */
export function ServicesPage() {
  const { http, me, sites, toasts } = useInbox();
  const calls = serviceCalls(http);
  const { answer, failure, change, load } = useAnswer<ShopParts>(read, [http]);
  useShopTold(load);
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const opener = useOpener(openId, adder);
  const locale = sites.all.value[0]?.locale ?? currentLocale();
  const active = answer?.services.filter(each => each.isActive) ?? [];
  const archived = answer?.services.filter(each => !each.isActive) ?? [];
  const { list, movers } = useMovers({
    length: active.length,
    label: (by, at) => t(by, { name: serviceName(active[at]!, locale) }),
    move: (from, to) => moveTo(active[from]!.id, to),
  });

  async function read(): Promise<ShopParts> {
    const [services, { employees }, { resources }] = await Promise.all([
      calls.read(),
      http.get<EmployeesAnswer>('staff'),
      http.get<ResourcesAnswer>('resources'),
    ]);
    return { ...services, employees, resources };
  }
  /** Seen at once; where the server does not take it, it goes back. */
  async function moveTo(id: string, to: number): Promise<boolean> {
    const from = active.findIndex(each => each.id === id);
    if (from < 0 || from === to) return false;
    const moved = active.toSpliced(from, 1).toSpliced(to, 0, active[from]!);
    change(now => ({ ...now, services: [...moved, ...now.services.filter(each => !each.isActive)] }));
    try {
      await calls.order(moved.map(each => each.id));
      return true;
    } catch (error) {
      toasts.fail(error);
      load();
      return false;
    }
  }
  function put(service: Service) {
    change(now => {
      const isKnown = now.services.some(each => each.id === service.id);
      const services = now.services.map(each => (each.id === service.id ? service : each));
      return { ...now, services: isKnown ? services : [...services, service] };
    });
  }
  if (failure && !answer) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={3} />;
  const form = (service: Service | null) => (
    <ServiceForm
      key={service?.id ?? ''}
      calls={calls}
      service={service}
      shop={answer}
      locale={locale}
      onSaved={put}
      onDone={() => setOpenId(null)}
    />
  );
  const row = (service: Service, at: number) =>
    service.id === openId ? (
      <li key={service.id}>{form(service)}</li>
    ) : (
      <ServiceRow
        key={service.id}
        calls={calls}
        service={service}
        currency={answer.currency}
        locale={locale}
        movers={service.isActive ? movers(at) : null}
        editor={opener(service.id)}
        onEdit={() => setOpenId(service.id)}
        onDrop={service.isActive ? id => void moveTo(id, at) : null}
        onSaved={put}
        onGone={load}
      />
    );
  return (
    <div class="form">
      <p>{t('lead')}</p>
      {active.length === 0 && openId === null && <p class="hint">{t('none')}</p>}
      <ol class="settings-list services" ref={list} hidden={active.length === 0}>
        {active.map(row)}
      </ol>
      {openId === '' ? (
        form(null)
      ) : (
        <button
          ref={button => {
            adder.current = button;
            opener('')(button);
          }}
          type="button"
          class="btn is-go is-start"
          onClick={() => setOpenId('')}
        >
          {t('add')}
        </button>
      )}
      {me.value.agent.role === 'owner' && <HookSection />}
      {archived.length > 0 && (
        <details class="folded">
          <summary>{t('archived')}</summary>
          <ul class="settings-list">{archived.map(row)}</ul>
        </details>
      )}
    </div>
  );
}
