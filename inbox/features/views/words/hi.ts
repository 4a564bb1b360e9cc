import type { Messages } from './en.ts';

export default {
  mine: 'मेरी',
  unassigned: 'बिना एजेंट',
  all: 'सभी',
  callbacks: 'कॉलबैक',
  closed: 'बंद',
  emptyMine: 'कोई आपका इंतज़ार नहीं कर रहा। नए लोग यहाँ दिखेंगे और घंटी बजेगी।',
  emptyUnassigned: 'बिना एजेंट के कोई इंतज़ार में नहीं।',
  waitNobodyHere: 'अभी कोई एजेंट नहीं है। जो इंतज़ार में हैं, वे पहले आने वाले एजेंट को मिलेंगे।',
  waitNobodyHasRoom: 'मौजूद सभी एजेंटों के पास उतनी बातचीत हैं जितनी वे लेते हैं। एक बंद होते ही इंतज़ार वाली दी जाएँगी।',
  emptyAll: 'कोई खुली बातचीत नहीं। नए लोग यहाँ दिखेंगे और घंटी बजेगी।',
  emptyCallbacks: 'अभी कोई कॉल तय नहीं है। अनुरोध यहाँ दिखेंगे, अगला सबसे ऊपर।',
  emptyClosed: 'बंद बातचीत यहाँ रहती है।',
  listFailed: 'सूची लोड नहीं हो सकी।',
  newRows: { one: '{n} नई', other: '{n} नई' },
  you: 'आप: {text}',
  answered: 'जवाब: {text}',
  didLeave: 'हट गई',
  unread: 'अपठित',
  visitorHere: 'अभी साइट पर',
  callPerson: '{name} को कॉल करें',
} satisfies Messages;
