import type { Messages } from './en.ts';

export default {
  waitReminded: 'देर से कोई जवाब नहीं: {names} को याद दिलाया गया',
  waitOffered: 'देर से कोई जवाब नहीं: {names} को दिया जा रहा है',
  waitOwner: 'देर से कोई जवाब नहीं: मालिक {names} को बताया गया',
  callReminded: '{time} की कॉल: {names} को याद दिलाया गया',
  callOffered: '{time} की कॉल नहीं हुई: {names} को दी जा रही है',
  callOwner: '{time} की कॉल नहीं हुई: मालिक {names} को बताया गया',
  nextReminded: '{time} पर याद दिलाया जाएगा',
  nextOffered: '{time} पर दूसरों को',
  nextOwner: '{time} पर मालिक को',
  sleeps: 'बंद: गिनती {time} से',
  offered: 'सबके लिए',
  lateFrom: '{name} जवाब के इंतज़ार में',
  lateCall: '{name} कॉल के इंतज़ार में',
  lateSpoken: '{name} बहुत देर से इंतज़ार में।',
} satisfies Messages;
