import type { Messages } from './en.ts';

export default {
  inviteOwnerTitle: 'Ажлын талбараа бэлдэх',
  inviteOwnerLead: 'Энэ холбоосоор та энэ Deskbell-ийн эзэмшигч болно. Нэг л удаа ажиллана.',
  inviteAgentTitle: 'Урилга',
  inviteAgentLead: 'Таныг зочдод хариулахаар урьжээ. Нэвтрэх хаяг: {email}.',
  createAccount: 'Бүртгэл үүсгэх',
  toSignIn: 'Нэвтрэх хуудас руу',
  inviteAgent: 'Урих',
  inviteEmail: 'Шинэ операторын имэйл',
  inviteMade: '{email} хаягийн холбоос. Зөвхөн одоо харагдана, нэг удаа ажиллана, хүчинтэй хугацаа: {time}.',
  inviteMailed: 'Мөн {email} руу имэйлээр илгээж байна.',
  inviteNoMail: 'Энэ сервер дээр имэйл тохируулаагүй тул холбоосыг өөрөө дамжуулна уу.',
  invitesOpen: 'Хараахан хүлээж аваагүй',
  inviteUntil: '{name} урьсан, {time} хүртэл хүчинтэй',
  inviteWithdraw: 'Цуцлах',
  inviteWithdrawOf: '{email} хаягийн урилгыг цуцлах',
  inviteWithdrawn: '{email} хаягийн холбоос цаашид ажиллахгүй',
} satisfies Messages;
