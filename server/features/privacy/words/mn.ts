import type { ExportWords } from './en.ts';

export const mn: ExportWords = {
  title: '{site} таны тухай юу хадгалдаг вэ',
  made: '{time}-ны байдлаар. Програмд зориулсан хувилбар нь .jsonl төгсгөлтэй файлд бий.',
  contacts: 'Та хэн бэ',
  contactMerges: 'Таныг нэг хүн гэж хэрхэн таньсан',
  importPeople: 'Таны тухай файлаас орсон зүйл',
  visitors: 'Таны хөтчүүд, тэдгээрт нээсэн хуудсууд',
  conversations: 'Юу ярьсан бэ',
  files: 'Файлууд',
  callbacks: 'Таны хүссэн дуудлагууд',
  mails: 'Таны захидлууд бүтнээрээ',
  ratings: 'Таны өгсөн үнэлгээ',
  deliveries: '{site}-н бусад програм руу дамжуулахаар хүлээж буй зүйлс',
  nothing: 'Юу ч алга.',
  you: 'Та',
  system: 'Автоматаар',
  note: 'Ажилтнуудын тэмдэглэл',
};
