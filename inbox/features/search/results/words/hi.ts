import type { Messages } from './en.ts';

export default {
  searchPeople: 'लोग',
  searchMessages: 'संदेश',
  searchNone: '“{query}” के लिए कुछ नहीं मिला। शब्द का कोई हिस्सा, फ़ोन नंबर या ईमेल आज़माएँ।',
  searchFound: { one: '{n} नतीजा', other: '{n} नतीजे' },
  searchFailed: 'सूची लोड नहीं हो सकी।',
} satisfies Messages;
