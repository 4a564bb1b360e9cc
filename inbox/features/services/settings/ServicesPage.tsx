import './style.css';
import type { Service } from '../../../../protocol/services.ts';
import type { EmployeesAnswer, ResourcesAnswer } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { arranged } from '../../../shell/arranged.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { currentLocale } from '../../../shell/locale.ts';
import { useMovers } from '../../../shell/movers.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpenRow } from '../../../shell/use-open-row.tsx';
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
  const { openId, opener, open, close, adder } = useOpenRow();
  const locale = sites.all.value[0]?.locale ?? currentLocale();
  const { active, archived, move, put } = arranged<Service>({
    rows: answer?.services ?? [],
    change: to => change(now => ({ ...now, services: to(now.services) })),
    order: calls.order,
    onFailed(error) {
      toasts.fail(error);
      load();
    },
  });
  const { list, movers } = useMovers({
    length: active.length,
    label: (by, at) => t(by, { name: serviceName(active[at]!, locale) }),
    move,
  });

  async function read(): Promise<ShopParts> {
    const [services, { employees }, { resources }] = await Promise.all([
      calls.read(),
      http.get<EmployeesAnswer>('staff'),
      http.get<ResourcesAnswer>('resources'),
    ]);
    return { ...services, employees, resources };
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
      onDone={close}
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
        onEdit={() => open(service.id)}
        onDrop={
          service.isActive
            ? id =>
                void move(
                  active.findIndex(each => each.id === id),
                  at,
                )
            : null
        }
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
      {adder(t('add'), 'is-go', () => form(null))}
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
