import type { Messages } from './en.ts';

export default {
  lead: 'SMS-ээр мэдэгдэхийг сонговол мэдэгдэл энэ дугаарт ирнэ.',
  phone: 'Утасны дугаар',
  sendCode: 'Код илгээх',
  codeSent: '{number} дугаарт код илгээлээ. Арван минут хүчинтэй.',
  code: 'Код',
  confirm: 'Баталгаажуулах',
  sendAgain: 'Дахин код илгээх',
  confirmed: 'Баталгаажсан: {number}',
  another: 'Өөр дугаар ашиглах',
  remove: 'Дугаарыг устгах',
  didRemove: 'Дугаарыг устгалаа',
  wrongCode: 'Код буруу эсвэл хугацаа нь дууссан. Таван оролдлогын дараа шинэ код хэрэгтэй.',
} satisfies Messages;
