import type { Messages } from './en.ts';

export default {
  webhooksLead:
    'Таны программууд сайт дээр юу болж байгааг мэднэ. Хаяг бүр гарын үсэгтэй мэдэгдлийг хүлээж автал дахин дахин авна.',
  addWebhook: 'Вебхүүк нэмэх',
  webhookUrl: 'Хаяг',
  webhookUrlHint: 'https:// гэж эхэлнэ',
  webhookEvents: 'Юуг мэдэгдэх',
  webhookEntries: 'Харилцан ярианы бүх зүйл: зурвас, маягт, тэмдэглэл, үйл явдал',
  webhookConversations: 'Яриа: шинэ, шилжсэн, хаагдсан, дахин нээгдсэн',
  webhookCallbacks: 'Дуудлага: хүссэн, оролдсон, шилжүүлсэн, дууссан',
  webhookNotices: 'Ийнхүү мэдэгдүүлэхийг хүссэн операторын мэдэгдэл',
  eventsNone: 'Ядаж нэгийг нь үлдээнэ үү.',
  webhookTest: 'Шалгах',
  webhookTestDone: 'Шалгах мэдэгдэл хүрлээ.',
  webhookTestFailed: 'Шалгах мэдэгдлийг хүлээж авсангүй: {problem}',
  webhookRotate: 'Шинэ нууц түлхүүр үүсгэх',
  webhookFailing: 'Юу ч хүлээж аваагүй: {time} цагаас',
  webhookBothUntil: 'Хуучин түлхүүр хүчинтэй хугацаа: {time}',
  webhookOnce: 'Таны программ энэ түлхүүрээр гарын үсгийг шалгана. Зөвхөн одоо харагдана.',
  webhookSecret: '{url} хаягийн нууц түлхүүр',
  deadLetters: 'Хүргээгүй',
  deadLettersLead: 'Хоёр өдөр оролдоод зогссон; 30 хоног хадгална.',
} satisfies Messages;
