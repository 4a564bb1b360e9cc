import type { Messages } from './en.ts';

export default {
  failed: 'SMS አልደረሰም',
  off: 'SMS መላክ ጠፍቷል',
  stopped: 'ይህ ቁጥር መልእክት እንዳይላክለት ጠይቋል',
  tooLong: 'ጽሑፉ በጣም ረጅም ነው',
  dayFull: 'የዛሬው ገደብ ሞልቷል',
  numberFull: 'ለዚህ ቁጥር የዛሬው ገደብ ሞልቷል',
  tooLate: 'ከአንድ ቀን በላይ ቆይቷል',
  noNumber: 'ቁጥር የለም',
} satisfies Messages;
