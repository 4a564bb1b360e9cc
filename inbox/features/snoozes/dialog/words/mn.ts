import type { Messages } from './en.ts';

export default {
  soon: '3 цагийн дараа',
  tomorrow: 'Маргааш өглөө',
  monday: 'Даваа гарагт',
  untilWritten: 'Хүн бичих хүртэл',
  other: 'Өөр цаг (таны цагаар)',
  snooze: 'Хойшлуулах',
  past: 'Энэ цаг өнгөрсөн байна. Дараагийн цаг сонгоно уу.',
  hint: 'Яриа өөрөө буцаж ирнэ, хүн бичвэл шууд ирнэ.',
} satisfies Messages;
