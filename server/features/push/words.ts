import type { Locale } from '../../../protocol/wire/fields.ts';

/** What an agent reads who tries it out on one of their browsers. */
export const TEST_WORDS: Record<Locale, { title: string; body: string }> = {
  en: { title: 'This is how you will be told', body: 'Notices come to this device, also while the inbox is closed.' },
  ru: {
    title: 'Так будут приходить уведомления',
    body: 'Они появятся на этом устройстве, даже когда входящие закрыты.',
  },
  mn: { title: 'Мэдэгдэл ингэж ирнэ', body: 'Энэ хуудас хаалттай байсан ч энэ төхөөрөмж дээр мэдэгдэл гарна.' },
  ar: { title: 'هكذا ستصلك الإشعارات', body: 'تصل الإشعارات إلى هذا الجهاز حتى عندما يكون صندوق الوارد مغلقًا.' },
  am: { title: 'ማሳወቂያ የሚደርስዎ እንደዚህ ነው', body: 'የገቢ መልእክት ሳጥኑ ተዘግቶም ቢሆን ማሳወቂያዎች ወደዚህ መሣሪያ ይደርሳሉ።' },
  hi: { title: 'सूचनाएँ इस तरह आएँगी', body: 'इनबॉक्स बंद होने पर भी सूचनाएँ इस डिवाइस पर आएँगी।' },
};
