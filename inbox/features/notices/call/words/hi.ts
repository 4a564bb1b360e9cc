import type { Messages } from './en.ts';

export default {
  newFrom: '{name} का नया संदेश',
  notArrived: '{name} को भेजा उत्तर नहीं पहुँचा',
  complaint: 'एक शिकायत आपका इंतज़ार कर रही है',
} satisfies Messages;
