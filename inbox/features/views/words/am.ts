import type { Messages } from './en.ts';

export default {
  mine: 'የእኔ',
  unassigned: 'ያልተመደቡ',
  all: 'ሁሉም',
  callbacks: 'የስልክ ጥያቄዎች',
  closed: 'የተዘጋ',
  emptyMine: 'እርስዎን የሚጠብቅ የለም። አዲስ ሰዎች እዚህ ይታያሉ፣ ደወልም ይሰማል።',
  emptyUnassigned: 'ያለ ወኪል የሚጠብቅ የለም።',
  waitNobodyHere: 'አሁን ምንም ወኪል የለም። የሚጠብቁት መጀመሪያ ለሚመጣው ወኪል ይሰጣሉ።',
  waitNobodyHasRoom: 'ያሉት ወኪሎች ሁሉ የሚችሉትን ያህል ውይይት ይዘዋል። አንዱ ሲዘጋ የሚጠብቁት ይሰጣሉ።',
  emptyAll: 'ክፍት ውይይት የለም። አዲስ ሰዎች እዚህ ይታያሉ፣ ደወልም ይሰማል።',
  emptyCallbacks: 'የተያዘ ጥሪ የለም። ጥያቄዎች እዚህ ይታያሉ፣ ቀጣዩ ከላይ።',
  emptyClosed: 'የተዘጉ ውይይቶች እዚህ ይቀመጣሉ።',
  listFailed: 'ዝርዝሩን መጫን አልተቻለም።',
  newRows: { one: '{n} አዲስ', other: '{n} አዲስ' },
  you: 'እርስዎ፦ {text}',
  answered: 'መልስ፦ {text}',
  didLeave: 'ተዛውሯል',
  unread: 'ያልተነበበ',
  visitorHere: 'አሁን ድረ-ገጹ ላይ',
  callPerson: 'ለ{name} ይደውሉ',
} satisfies Messages;
