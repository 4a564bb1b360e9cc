/** The salon itself: who works there and when, what it offers, and what its owner has switched on. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Week } from '../../../protocol/hours.ts';
import { LOYALTY_DEFAULTS } from '../../../protocol/loyalty.ts';
import { SITE_NOTICE_DEFAULTS } from '../../../protocol/notices.ts';
import { tellStaff } from '../../../server/features/agents/news.ts';
import type { Store } from '../../../server/store/store.ts';
import { buildTestApp, type Desk } from '../../helpers/app.ts';
import { type Ask, ask, givePassword, PASSWORD, staffed } from '../../helpers/http.ts';
import { openMailServer } from '../../helpers/mail-server.ts';
import { settingsOf, smsGateway } from '../../helpers/sms-gateway.ts';
import { FIRST_DAY, instantOf, ZONE } from './clock.ts';

const hours = (from: string, to: string, ...days: number[]): Week =>
  Array.from({ length: 7 }, (_, day) => (days.includes(day + 1) ? [{ from, to }] : []));

const EMPLOYEES = [
  { name: 'Болормаа', languages: ['mn', 'ru', 'en'], week: hours('09:00', '18:00', 1, 2, 3, 4, 5) },
  { name: 'Ayşe', languages: ['en'], week: hours('10:00', '19:00', 2, 3, 4, 5, 6) },
  { name: 'ሳራ', languages: ['am', 'en'], week: hours('09:00', '15:00', 1, 2, 3, 4, 5, 6) },
  { name: 'نور', languages: ['ar', 'en'], week: hours('12:00', '20:00', 1, 2, 4, 5, 6) },
  { name: 'Greta', languages: ['en', 'ru'], week: hours('09:00', '17:00', 1, 3, 5) },
] as const;

/** `staff`: who can do it, by their place; left out: everybody. */
const SERVICES = [
  {
    names: { en: 'Haircut', ru: 'Стрижка', mn: 'Үс засах', ar: 'قص الشعر', am: 'ፀጉር መቁረጥ', hi: 'बाल कटाई' },
    durationMinutes: 45,
    price: { minor: 3_800, isFrom: true },
  },
  {
    names: {
      en: 'Short cut',
      ru: 'Короткая стрижка',
      mn: 'Богино тайралт',
      ar: 'قصة قصيرة',
      am: 'አጭር ቁርጥ',
      hi: 'छोटी कटाई',
    },
    durationMinutes: 30,
    price: { minor: 2_400, isFrom: false },
  },
  {
    names: { en: 'Colour', ru: 'Окрашивание', mn: 'Үс будах', ar: 'صبغ الشعر', am: 'ፀጉር ማቅለም', hi: 'बाल रंगना' },
    durationMinutes: 90,
    bufferAfterMinutes: 15,
    price: { minor: 7_500, isFrom: true },
    staff: [0, 1, 4],
    needsBasin: true,
  },
  {
    names: { en: 'Highlights', ru: 'Мелирование', mn: 'Өнгө оруулах', ar: 'خصل ملونة', am: 'ሃይላይት', hi: 'हाइलाइट्स' },
    durationMinutes: 120,
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 15,
    price: { minor: 11_000, isFrom: true },
    staff: [0, 4],
    needsBasin: true,
  },
  {
    names: { en: 'Manicure', ru: 'Маникюр', mn: 'Маникюр', ar: 'مانيكير', am: 'ማኒክዩር', hi: 'मैनीक्योर' },
    durationMinutes: 40,
    bufferAfterMinutes: 5,
    price: { minor: 2_900, isFrom: false },
    staff: [1, 2, 3],
  },
  {
    names: { en: 'Pedicure', ru: 'Педикюр', mn: 'Педикюр', ar: 'باديكير', am: 'ፔዲክዩር', hi: 'पेडीक्योर' },
    durationMinutes: 60,
    bufferBeforeMinutes: 10,
    price: { minor: 4_200, isFrom: false },
    staff: [2, 3],
  },
  {
    names: { en: 'Massage', ru: 'Массаж', mn: 'Массаж', ar: 'تدليك', am: 'ማሳጅ', hi: 'मालिश' },
    durationMinutes: 60,
    bufferAfterMinutes: 15,
    price: { minor: 5_500, isFrom: false },
    staff: [3, 4],
  },
  {
    names: { en: 'Brows', ru: 'Брови', mn: 'Хөмсөг', ar: 'الحواجب', am: 'ቅንድብ', hi: 'भौंहें' },
    durationMinutes: 20,
    price: { minor: 1_500, isFrom: false },
  },
] as const;

export interface Offered {
  id: string;
  name: string;
  minor: number;
  isFrom: boolean;
  /** Null: everybody does it. */
  staffIds: string[] | null;
  needsBasin: boolean;
}

/** Crockford's base 32, as the server makes ids, but the same in each run. */
function idsInOrder(now: () => number): () => string {
  let made = 0;
  return () => `${now().toString(32).padStart(10, '0')}${String(++made).padStart(16, '0')}`;
}

/** Somebody of the desk, who signs in anew from time to time: a session ends after ninety days. */
async function signing(desk: Desk, who: Partial<Agent>) {
  const { agent } = await staffed(desk, who);
  await givePassword(desk, agent.id);
  let cookie = '';
  return {
    cookie: () => cookie,
    async signIn() {
      const body = { email: agent.email, password: PASSWORD };
      const answer = await ask(desk, 'POST /v1/sessions', { body });
      cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    },
    ask: (line: `${string} /${string}`, options: Ask = {}) => ask(desk, line, { cookie, ...options }),
  };
}

export async function openShop(store?: Store) {
  let now = () => instantOf(FIRST_DAY, 5 * 60);
  const [mail, sms] = [await openMailServer(), await smsGateway()];
  const desk = await buildTestApp({
    startAt: now(),
    config: { ...mail.config, publicUrl: 'https://desk.example', webhooksToPrivate: true },
    newId: idsInOrder(() => now()),
    site: {
      ...{ name: 'Salon Altan', timeZone: ZONE, locale: 'en', channels: ['chat', 'callback', 'form', 'booking'] },
      rating: { isOn: true, lowScore: 2, notTags: [] },
      notices: { ...SITE_NOTICE_DEFAULTS, form: 'owners' },
      answersByMail: { isOn: true, hasReceipts: true, afterMinutes: 2 },
    },
    ...(store && { store }),
  });
  now = desk.context.now;
  // It asks other machines, who are no part of this.
  desk.context.doctor.askAt = Number.POSITIVE_INFINITY;
  const owner = await signing(desk, { role: 'owner', name: 'Oyu', locale: 'en', email: 'oyu@salon.example' });
  const sarnai = await signing(desk, { name: 'Sarnai', locale: 'en', email: 'sarnai@salon.example' });
  await tellStaff(desk.context);
  for (const each of [owner, sarnai]) await each.signIn();
  const must = async (line: `${string} /${string}`, body?: unknown) => {
    const answer = await owner.ask(line, { body });
    if (answer.statusCode >= 300) throw new Error(`${line}: ${answer.body}`);
    return answer.statusCode === 204 ? null : answer.json();
  };
  await must('PATCH /v1/switches', { booking: true, customers: true, loyalty: true });
  await must('PUT /v1/money', { currency: 'EUR' });
  await must('PUT /v1/booking-settings', { stepMinutes: 15, leadMinutes: 60, horizonDays: 60, changeMinutes: 180 });
  await must('PUT /v1/loyalty/settings', {
    ...{ ...LOYALTY_DEFAULTS, percent: 8, months: 3, services: [{ name: 'Massage', percent: 12 }] },
    referral: { referrer: 500, newcomer: 300 },
    levels: [
      { name: 'Silver', fromSum: 15_000, percentDiscount: 5 },
      { name: 'Gold', fromSum: 40_000, percentDiscount: 10 },
    ],
  });
  const settings = settingsOf(sms.url, {
    ...{ timeZone: ZONE, mostOfDay: 1_000, mostOfNumber: 20, mostSegments: 6 },
    ...{
      price: { perThousand: 70_000, currency: 'EUR' },
      toPeople: { apology: true, rating: true, booking: true, return: true, waiting: true },
    },
  });
  const trial = { gateway: settings.gateway, to: '+4915123456100', text: 'Test' };
  const { proof } = await must('POST /v1/sms/test', trial);
  await must('PUT /v1/sms', { ...settings, proof });
  await must('PUT /v1/waiting-settings', { isOn: true, offerMinutes: 120, mostOfDay: 20 });
  await must('PUT /v1/reminder-settings', {
    ...{
      confirmation: { isOn: true },
      reminder: { isOn: true, daysBefore: 1, hour: 17 },
      return: { isOn: true, days: 45 },
    },
    question: { isOn: true, afterMinutes: 90, badScore: 2, reviewUrl: 'https://reviews.example/altan' },
  });
  sms.got.length = 0;

  const staff: { id: string; name: string }[] = [];
  for (const employee of EMPLOYEES) staff.push(await must('POST /v1/staff', employee));
  const basin = await must('POST /v1/resources', { name: 'Wash basin', places: 2 });
  const services: Offered[] = [];
  for (const { staff: able, needsBasin = false, ...service } of SERVICES as readonly (Record<string, unknown> & {
    staff?: number[];
    needsBasin?: boolean;
  })[]) {
    const staffIds = able ? able.map(place => staff[place]!.id) : null;
    const { id } = await must('POST /v1/services', {
      ...{ ...service, staffIds },
      ...(needsBasin && { resourceIds: [basin.id] }),
    });
    const { names, price } = service as unknown as (typeof SERVICES)[number];
    services.push({ id, name: names.en, ...price, staffIds, needsBasin });
  }
  const made = async (body: object) => (await must('POST /v1/coupons', body)).coupons as { code: string }[];
  const codes = [
    ...(await made({ clientId: 'tenth-off', kind: 'percent', percent: 10, count: 20, prefix: 'TEN' })),
    ...(await made({ clientId: 'certificates', kind: 'certificate', amount: 6_000, count: 5 })),
    ...(await made({
      clientId: 'of-spring',
      kind: 'amount',
      amount: 500,
      uses: 10,
      code: 'SPRING',
      until: instantOf('2026-05-01', 0),
    })),
  ].map(each => each.code);
  return { desk, owner, sarnai, must, mail, sms, staff, services, codes };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
