/** What the waiting list says in a conversation, for people of the desk: names and times, and words only for what happened. Pure. */
import type { EntryBody } from '../../../protocol/entries.ts';
import type { WaitMark } from '../../../protocol/forms.ts';
import type { Wait } from '../../../protocol/waiting-list.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import { windowText, zoneText } from '../forms/times.ts';

const ACTS: Record<WaitMark['act'], Record<Locale, string>> = {
  joined: {
    en: 'On the waiting list: {when}',
    ru: 'В листе ожидания: {when}',
    mn: 'Хүлээлгийн жагсаалтад: {when}',
    ar: 'في قائمة الانتظار: {when}',
    am: 'በተጠባባቂ ዝርዝር ውስጥ፦ {when}',
    hi: 'प्रतीक्षा सूची में: {when}',
  },
  left: {
    en: 'Off the waiting list: {when}',
    ru: 'Больше не в листе ожидания: {when}',
    mn: 'Хүлээлгийн жагсаалтаас хасагдсан: {when}',
    ar: 'خرج من قائمة الانتظار: {when}',
    am: 'ከተጠባባቂ ዝርዝር ወጥተዋል፦ {when}',
    hi: 'प्रतीक्षा सूची से हटे: {when}',
  },
  declined: {
    en: 'Does not take the freed place: {when}',
    ru: 'Освободившееся время не подошло: {when}',
    mn: 'Суларсан цагийг аваагүй: {when}',
    ar: 'لم يأخذ الموعد الذي شغر: {when}',
    am: 'የተለቀቀውን ጊዜ አልወሰዱም፦ {when}',
    hi: 'खाली हुआ समय नहीं लिया: {when}',
  },
};

/** The services that are waited for in one line. */
export function waitedText({ items }: Pick<Wait, 'items'>): string {
  return items.map(each => each.name).join(', ');
}

/** By whom they are wanted, each once; empty: by anybody. */
export function wantedStaffText({ items }: Pick<Wait, 'items'>): string {
  return [...new Set(items.map(each => each.staffName))].filter(Boolean).join(', ');
}

/** The entry of a wait in its conversation. */
export function waitWords(
  wait: Pick<Wait, 'id' | 'items' | 'from' | 'to' | 'timeZone' | 'offer'>,
  act: WaitMark['act'],
  locale: Locale,
): Pick<Extract<EntryBody, { kind: 'form' }>, 'subject' | 'message' | 'wait'> {
  const { id, from, to, timeZone, offer } = wait;
  const [begins, ends] = act === 'declined' && offer ? [offer.startAt, offer.endAt] : [from, to];
  const when = `${windowText(locale, timeZone, begins, ends)} (${zoneText(locale, timeZone, begins)})`;
  const lines = [fill(ACTS[act][locale], { when }), act === 'joined' ? wantedStaffText(wait) : ''];
  return { subject: waitedText(wait), message: lines.filter(Boolean).join('\n'), wait: { id, act } };
}
