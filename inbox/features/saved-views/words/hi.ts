import type { Messages } from './en.ts';

export default {
  title: 'सहेजी सूचियाँ',
  filter: 'फ़िल्टर',
  filtered: 'फ़िल्टर की गई',
  empty: 'अभी ऐसी कोई बातचीत नहीं है। मेल खाने वाली यहाँ दिखेंगी।',
  gone: 'यह सूची अब नहीं है।',
} satisfies Messages;
