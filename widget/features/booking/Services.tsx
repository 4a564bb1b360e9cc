/** The first two steps: what, and by whom. */
import type { OfferedService } from '../../../protocol/services.ts';
import { laterWords } from '../../panel/language.ts';
import { Choice, Chosen, move, Progress, Question } from './Step.tsx';
import { booking, choose, hold, loadDays, part, visit } from './state.ts';

/** @param question of what is done besides; left out: it is about the first */
export function Services({ question }: { question?: string | undefined }) {
  const { also = [], serviceId } = visit();
  const services = booking.now.offer!.services.filter(
    ({ id }) => !question || (id !== serviceId && !also.includes(id)),
  );
  const t = laterWords()!;
  let category = '';
  return (
    <div class="form">
      <Progress done={1} />
      <Question>{question ?? (services.length ? t.service : t.nothing)}</Question>
      {services.map(each => {
        const isNew = each.category !== category;
        category = each.category;
        return (
          <>
            {isNew && <p class="part">{category}</p>}
            <Choice key={each.id} onClick={() => (question ? add(each.id) : start(each))}>
              <b dir="auto">{each.name}</b>
              <small>{part().priced(each, booking.now.offer!.currency)}</small>
            </Choice>
          </>
        );
      })}
    </div>
  );
}

function add(id: string) {
  move('', { also: [...(visit().also ?? []), id] });
  goOn();
}

export function remove(id: string) {
  choose({ also: visit().also?.filter(each => each !== id) });
  goOn();
}

function start({ id, staffIds }: OfferedService) {
  const { serviceId, staffId, also } = visit();
  const isSame = staffId && (staffId === 'anybody' || staffIds.includes(staffId));
  move('who', {
    serviceId: id,
    also: also?.filter(each => each !== id),
    ...(id !== serviceId && { startAt: undefined }),
    ...(!isSame && { staffId: undefined }),
  });
  if (staffIds.length < 2) goOn();
}

/** To the days; a time that is chosen already is kept for what is wanted now. */
function goOn() {
  const { startAt } = visit();
  loadDays();
  if (startAt) hold(startAt);
}

export function Who({ service, able }: { service: OfferedService; able: { id: string; name: string }[] }) {
  const t = laterWords()!;
  const want = (staffId: string) => {
    move('', { staffId });
    goOn();
  };
  return (
    <div class="form">
      <Progress done={2} />
      <Chosen service={service} />
      <Question>{t.who}</Question>
      <Choice onClick={() => want('anybody')}>
        <b>{t.anybody}</b>
      </Choice>
      {able.map(({ id, name }) => (
        <Choice key={id} onClick={() => want(id)}>
          <b dir="auto">{name}</b>
        </Choice>
      ))}
    </div>
  );
}
