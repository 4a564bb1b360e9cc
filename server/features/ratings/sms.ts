/** The question how it was, for whoever has left and gave no address but a number (SPEC RA8). */
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Core } from '../../core.ts';
import { smsToPerson } from '../sms/people.ts';
import { type Asking, wayToRate } from './mail.ts';
import type { RatingWord } from './store.ts';

/** Short, as each further segment costs. */
const QUESTION: Record<Locale, string> = {
  en: '{site}: how was it? One press: {link}',
  ru: '{site}: как всё прошло? Одно нажатие: {link}',
  mn: '{site}: үйлчилгээ ямар байсан бэ? Нэг даралтаар: {link}',
  ar: '{site}: كيف كانت تجربتك؟ بضغطة واحدة: {link}',
  am: '{site}፦ አገልግሎቱ እንዴት ነበር? በአንድ ንክኪ፦ {link}',
  hi: '{site}: कैसा रहा? बस एक बार दबाएँ: {link}',
};

/** The message that asks. Null: the page is open, or nothing is sent to them. */
export async function ratingSms(core: Core, about: Asking): Promise<RatingWord | null> {
  const { site, conversation, callback } = about;
  const { id: conversationId, lastSeq } = conversation;
  if (core.hub.isVisitorHere(conversationId)) return null;
  const contact = await core.store.contacts.find(conversation.contact.id);
  if (!contact) return null;
  const { link, address } = await wayToRate(core, about);
  const text = fill(QUESTION[contact.locale], { site: site.name, link: address });
  const letter = await smsToPerson(
    core,
    { what: 'rating', contactId: contact.id },
    {
      ...{ id: `rating_${conversationId}_${lastSeq}`, siteId: site.id, conversationId },
      ...{ to: callback?.phone ?? contact.phone, text, isQuestion: true, zone: contact.timeZone },
    },
  );
  return letter && { letter, ...(link && { link }) };
}
