import type { Messages } from './en.ts';

export default {
  noSubject: '(гарчиггүй)',
  knownAddress: 'Энэ хаягийг бид мэднэ, гэхдээ мөн л тэр хүн гэдэг нь батлагдаагүй.',
  leftOut: 'Энд аваагүй: {names}',
  whole: 'Захидал бүтнээрээ',
  wholeFailed: 'Захидлыг ачаалж чадсангүй.',
  cut: 'Цаашаа үргэлжилнэ; зөвхөн эхний хэсэг хадгалагдсан.',
  returned: 'Энэ хариу {address} хаягт хүрсэнгүй: захидал буцаж ирлээ',
  returnedNobody: 'Хариу хүрсэнгүй: захидал буцаж ирлээ',
  automatic: '{from} хаягаас програм хариулсан: {subject}',
} satisfies Messages;
