import type { Messages } from './en.ts';

export default {
  attach: 'Файл хавсаргах',
  remove: '{name} файлыг хасах',
  uploading: '{name} хуулж байна',
  uploaded: '{name} хуулагдлаа',
  photo: 'Зураг',
  photoOf: 'Зураг: {name}',
  fileOf: 'Файл: {name}',
  unkept: 'Энэ хөтөч файл хадгалж чадахгүй тул илгээгдтэл хуудсыг битгий хаагаарай.',
  tooLarge: 'Хэт том байна. Дээд тал нь {size}.',
  tooMany: 'Нэг зурваст хэт олон файл байна. Дээд тал нь {n}.',
  wrongKind: 'Энэ төрлийн файлыг энд хүлээж авдаггүй.',
  full: 'Энд файл хадгалах зай дууссан байна.',
  off: 'Энд файл хүлээж авдаггүй.',
  lost: 'Энэ файл хөтөчид алга болсон байна. Дахин сонгоно уу.',
  kilobytes: '{n} КБ',
  megabytes: '{n} МБ',
  waits: 'Холболт хүлээж байна',
} satisfies Messages;
