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
  complaint: 'Болсон уу?',
  waiting: 'Суларсан цагийн санал',
  answer: 'Захидлын хариу',
  transcript: 'Зочинд илгээх яриа',
  booked: 'Цаг захиалагдсан',
  reminder: 'Цаг сануулах',
  test: 'Туршилт',
} satisfies Messages;
