/** Sixty people who come to the salon: who they are, how often they come, and how they are. */
import type { Locale } from '../../../protocol/wire/fields.ts';
import { ZONE } from './clock.ts';

export interface Customer {
  /** From 1 on. */
  n: number;
  name: string;
  phone: string;
  /** Empty: they have none to give. */
  email: string;
  locale: Locale;
  zone: string;
  /** Where they come from in the network. */
  address: string;
  /** Days from one visit to the next. */
  rhythm: number;
  /** What they take, by its place in the list of services. */
  usual: number;
  /** Of whom, by their place in the staff; null: whoever is free. */
  favourite: number | null;
  /** How they come to a time. */
  way: 'widget' | 'page' | 'phone';
  /** Opens their conversation; empty: they have none, or it was lost. */
  token: string;
}

const NAMES: [locale: Locale, zone: string, names: string][] = [
  [
    'en',
    'Europe/Berlin',
    'Alice Brown, Ben Carter, Chloe, Daniel Evans, Emma Ford, Finn, Grace Hill, Harry, Isla King, Jack, Lily Moss',
  ],
  ['en', 'America/New_York', 'Mia Novak, Noah'],
  [
    'ru',
    'Europe/Berlin',
    'Анна Белова, Борис, Вера Гусева, Галина, Дмитрий Ежов, Елена Жукова, Зоя, Игорь Котов, Лариса, Марина Носова',
  ],
  ['mn', 'Europe/Berlin', 'Болормаа, Оюунчимэг, Тэмүүлэн, Сарангэрэл, Энхжин, Нандин, Ганзориг, Цэцэг'],
  ['mn', 'Asia/Ulaanbaatar', 'Алтанцэцэг, Бат-Эрдэнэ'],
  ['ar', 'Europe/Berlin', 'سارة الحسن, يوسف, ليلى, عمر خالد, نور, مريم, حسن, هدى'],
  ['ar', 'Africa/Cairo', 'منى, طارق'],
  ['am', 'Europe/Berlin', 'ሳራ, አበበ, ሰላም, ሄለን, ዳዊት'],
  ['am', 'Africa/Addis_Ababa', 'አልማዝ, ተስፋዬ'],
  ['hi', 'Europe/Berlin', 'प्रिया शर्मा, आरव, नेहा, रोहन, दीपा, काव्या, मीरा, अनिल'],
  ['hi', 'Asia/Kolkata', 'सुनीता, विक्रम'],
];

/** @param services how many there are @param staff how many there are */
export function customers(random: () => number, services: number, staff: number): Customer[] {
  const below = (count: number) => Math.floor(random() * count);
  return NAMES.flatMap(([locale, zone, names]) => names.split(', ').map(name => ({ locale, zone, name }))).map(
    ({ locale, zone, name }, index) => {
      const n = index + 1;
      const way = random() < 0.6 ? 'widget' : random() < 0.5 ? 'page' : 'phone';
      return {
        // Of whoever rings nobody knows another clock than the salon's.
        ...{ n, name, locale, zone: way === 'phone' ? ZONE : zone, token: '', way },
        phone: `+49151234561${String(n).padStart(2, '0')}`,
        email: random() < 0.6 ? `guest${n}@mail.example` : '',
        address: `192.0.2.${n}`,
        rhythm: 18 + below(40),
        usual: below(services),
        favourite: random() < 0.5 ? below(staff) : null,
      };
    },
  );
}
