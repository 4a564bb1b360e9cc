import type { Messages } from './en.ts';

export default {
  invitation: 'Урилга',
  password: 'Мартсан нууц үг',
  passwordChanged: 'Нууц үг солигдсон',
  notice: 'Операторт өгөх мэдэгдэл',
  answers: 'Гарсан хүнд өгөх хариу',
  received: 'Маягт ирсэн',
  rating: 'Хэр байсан бэ?',
  visitRating: 'Үйлчилгээ ямар байв',
  return: 'Дахин уулзахдаа баяртай',
  balance: 'Бонусаа харах холбоос',
  complaint: 'Болсон уу?',
  waiting: 'Суларсан цагийн санал',
  answer: 'Захидлын хариу',
  transcript: 'Зочинд илгээх яриа',
  booked: 'Цаг захиалагдсан',
  moved: 'Цаг шилжсэн',
  cancelled: 'Цаг цуцлагдсан',
  reminder: 'Цаг сануулах',
  test: 'Туршилт',
} satisfies Messages;
