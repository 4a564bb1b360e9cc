import type { Messages } from './en.ts';

export default {
  shortcuts: 'Гарын товчлол',
  shortcutsOn: 'Нэг товчтой товчлол асаалттай',
  thenKey: 'дараа нь',
  settings: 'Тохиргоо',
  keyNext: 'Дараагийн яриа',
  keyPrevious: 'Өмнөх яриа',
  keyOpen: 'Сонгосныг нээх',
  keyReply: 'Хариулах',
  keyNote: 'Дотоод тэмдэглэл',
  keyClaim: 'Өөртөө авах',
  keyAssign: 'Оноох',
  keyClose: 'Хаах эсвэл дахин нээх',
  keySpam: 'Спам эсвэл спам биш',
  keyTag: 'Шошго',
  keySnooze: 'Хойшлуулах эсвэл буцаах',
  keyPresence: 'Түр гарах, буцаж ирэх',
  keyUndo: 'Үйлдлийг буцаах',
  keySearch: 'Хайх',
  keyHelp: 'Энэ жагсаалт',
  keyBack: 'Талбараас гарах, хаах, жагсаалт руу буцах',
} satisfies Messages;
