/** A small script that is whole: two questions, one of them with two more below, in English and Russian. */
import type { Script, ScriptNode } from '../../protocol/scripts.ts';

export function scriptNode(
  id: string,
  en: string,
  ru: string,
  node: Partial<ScriptNode> & { keywords?: string[] } = {},
) {
  const { keywords = [], ...rest } = node;
  return {
    id,
    words: {
      en: { button: en, text: `About ${en.toLowerCase()}.`, keywords },
      ru: { button: ru, text: `Про ${ru.toLowerCase()}.`, keywords: [] },
    },
    next: [],
    asksHelp: true,
    ...rest,
  } satisfies ScriptNode;
}

export const SCRIPT: Script = {
  isOn: true,
  locales: ['en', 'ru'],
  nodes: [
    {
      id: 'start',
      words: {
        en: { button: '', text: 'What is it about?', keywords: [] },
        ru: { button: '', text: 'Чем помочь?', keywords: [] },
      },
      next: ['delivery', 'hours'],
      asksHelp: false,
    },
    scriptNode('delivery', 'Delivery', 'Доставка', {
      next: ['city', 'country'],
      asksHelp: false,
      keywords: ['deliver'],
    }),
    scriptNode('hours', 'Opening hours', 'Часы работы', { keywords: ['open', 'when are you open'] }),
    scriptNode('city', 'In the city', 'По городу'),
    scriptNode('country', 'Further away', 'Дальше'),
  ],
};
