import type { Messages } from './en.ts';

export default {
  everything: 'ሁሉም',
  talks: 'ውይይቶች',
  calls: 'ጥሪዎች',
  bookings: 'ቀጠሮዎች',
  purchases: 'ግዢዎች',
  complaints: 'ቅሬታዎች',
  stages: 'ደረጃዎች',
  notes: 'ማስታወሻዎች',
  visits: 'ያዩዋቸው ገጾች',
  show: 'አሳይ',
  timeline: 'የተከናወነው',
  empty: 'እስካሁን ምንም አልተከናወነም። የሚጽፉት፣ የሚጠይቁት ወይም የሚገዙት እዚህ በራሱ ይታያል።',
  emptyOfKind: 'እንዲህ ያለ ነገር የለም።',
  failed: 'ታሪኩን መጫን አልተቻለም።',
} satisfies Messages;
