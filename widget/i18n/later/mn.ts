import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'Нэг зурваст {n} тэмдэгтээр урт байна.',
  inParts: '{n} хэсэг болгож илгээх',
} satisfies LaterMessages;
