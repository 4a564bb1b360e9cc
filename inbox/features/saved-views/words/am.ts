import type { Messages } from './en.ts';

export default {
  title: 'የተቀመጡ ዝርዝሮች',
  filter: 'ማጣሪያ',
  filtered: 'የተጣሩ',
  empty: 'አሁን እንዲህ ያለ ውይይት የለም። የሚስማማ ሲመጣ እዚህ ይታያል።',
  gone: 'ይህ ዝርዝር አሁን የለም።',
} satisfies Messages;
