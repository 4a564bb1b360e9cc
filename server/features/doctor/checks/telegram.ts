import { type Said, said } from '../../../../protocol/doctor/says.ts';
import { askBot, type UpdatesFault } from '../../telegram/commands.ts';
import { opened, TELEGRAM } from '../../telegram/settings.ts';
import type { Check } from '../check.ts';

/** Telegram is asked twice, and has 10 s each. */
const PATIENCE_MS = 25_000;

/** Whether Telegram knows the desk's bot, and what people write to it comes here. */
export const telegram: Check = {
  name: 'telegram',
  patienceMs: PATIENCE_MS,
  async run(context, signal) {
    const kept = await context.settings.read(TELEGRAM);
    if (!kept || kept.mode === 'off') return [said('telegramOff')];
    const bot = opened(context.config, kept);
    if (!bot) return [said('telegramSealed')];
    try {
      const { fault } = await askBot(context, bot, signal);
      return [fault ? aboutFault(fault) : said('telegramFine', { name: `@${bot.username}` })];
    } catch (error) {
      return [said('telegramSilent', { problem: (error as Error).message })];
    }
  },
};

function aboutFault(fault: UpdatesFault): Said {
  switch (fault.is) {
    case 'foreign':
      // Such addresses hold what opens them.
      return said('telegramForeign', { host: URL.canParse(fault.url) ? new URL(fault.url).host : '' });
    case 'unset':
      return said('telegramUnset');
    case 'failing':
      return said('telegramStuck', { problem: fault.problem });
  }
}
