import type { Messages } from './en.ts';

export default {
  newFrom: 'Шинэ зурвас: {name}',
  notArrived: '{name}-д явуулсан хариу хүрсэнгүй',
  complaint: 'Гомдол таныг хүлээж байна',
} satisfies Messages;
