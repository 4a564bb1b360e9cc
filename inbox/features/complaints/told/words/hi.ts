import type { Messages } from './en.ts';

const hi: Messages = {
  somebody: 'कोई',
  opened: '{who} की शिकायत: {about}',
  again: '{who} की शिकायत फिर खुल गई: {about}',
  given: '{who} की शिकायत आपको सौंपी गई: {about}',
  untaken: '{who} की शिकायत किसी ने नहीं ली: {about}',
  late: '{who} की शिकायत का समय निकल गया: {about}',
};
export default hi;
