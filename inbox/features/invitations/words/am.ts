import type { Messages } from './en.ts';

export default {
  inviteOwnerTitle: 'የመልእክት ሳጥንዎን ያዘጋጁ',
  inviteOwnerLead: 'ይህ ማስፈንጠሪያ የዚህ Deskbell ባለቤት ያደርግዎታል። አንድ ጊዜ ብቻ ይሠራል።',
  inviteAgentTitle: 'ግብዣ',
  inviteAgentLead: 'ለጎብኚዎች መልስ እንዲሰጡ በ{email} ተጋብዘዋል።',
  createAccount: 'መለያ ይፍጠሩ',
  toSignIn: 'ወደ መግቢያ ይሂዱ',
  inviteAgent: 'ይጋብዙ',
  inviteEmail: 'የአዲሱ ወኪል ኢሜይል',
  inviteMade: 'የ{email} ማስፈንጠሪያ። አሁን ብቻ ይታያል፤ አንድ ጊዜ ይሠራል፣ እስከ {time}።',
  inviteMailed: 'በኢሜይልም ወደ {email} እየተላከ ነው።',
  inviteNoMail: 'በዚህ አገልጋይ ኢሜይል አልበራም፤ ማስፈንጠሪያውን ራስዎ ይላኩ።',
  invitesOpen: 'ገና ያልተቀበሉ',
  inviteUntil: 'በ{name}፣ እስከ {time} ይሠራል',
  inviteWithdraw: 'ሰርዝ',
  inviteWithdrawOf: 'የ{email} ግብዣ ሰርዝ',
  inviteWithdrawn: 'የ{email} ማስፈንጠሪያ ከእንግዲህ አይሠራም',
} satisfies Messages;
