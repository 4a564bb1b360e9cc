import type { Messages } from './en.ts';

export default {
  askedChat: 'ከ{name} ጋር የነበረው ውይይት እንዴት እንደነበር ተጠይቋል',
  askedCall: 'የ{name} ጥሪ እንዴት እንደነበር ተጠይቋል',
  rated: 'ለ{name} {score} ከ5',
  told: 'ለባለቤት {names} ተነግሯል',
  declined: 'ደረጃ መስጠት አልፈለጉም',
  lowFrom: 'ዝቅተኛ ደረጃ፦ {name}',
  lowSpoken: 'ዝቅተኛ ደረጃ፦ {name}።',
} satisfies Messages;
