import type {
  TelegramBot,
  TelegramBotSet,
  TelegramCheck,
  TelegramCode,
  TelegramLink,
} from '../../../protocol/telegram.ts';
import type { Http } from '../../shell/http.ts';

/** What can be asked about the desk's bot, and about one's own chat with it. Every call throws `ApiError`. */
export function telegramCalls(http: Http) {
  return {
    bot: () => http.get<TelegramBot>('telegram'),
    set: (bot: TelegramBotSet) => http.put<TelegramBot>('telegram', bot),
    remove: () => http.delete('telegram'),
    check: () => http.post<TelegramCheck>('telegram/check'),
    link: () => http.get<TelegramLink>('me/telegram'),
    code: () => http.post<TelegramCode>('me/telegram/code'),
    unlink: () => http.delete('me/telegram'),
  };
}

/** Where somebody finds a bot. */
export function addressOf(bot: string): string {
  return `https://t.me/${bot}`;
}
