/** The first two steps: what, and by whom. */
import type { OfferedService } from '../../../protocol/services.ts';
import { laterWords } from '../../panel/language.ts';
import { Choice, Chosen, move, Progress, Question } from './Step.tsx';
import { booking, hold, loadDays, visit } from './state.ts';
import { priced } from './texts.ts';

export function Services() {
  const { services } = booking.now.offer!;
  const t = laterWords()!;
  let category = '';
  return (
    <div class="form">
      <Progress done={1} />
      <Question>{services.length ? t.service : t.nothing}</Question>
      {services.map(each => {
        const isNew = each.category !== category;
        category = each.category;
        return (
          <>
            {isNew && <p class="part">{category}</p>}
            <Choice key={each.id} onClick={() => start(each)}>
              <b dir="auto">{each.name}</b>
              <small>{priced(each)}</small>
            </Choice>
          </>
        );
      })}
    </div>
  );
}

function start({ id, staffIds }: OfferedService) {
  const { serviceId, staffId } = visit();
  const isSame = staffId && (staffId === 'anybody' || staffIds.includes(staffId));
  move('who', {
    serviceId: id,
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
