import type { Messages } from './en.ts';

export const ru: Messages = {
  ask: 'Вы остались недовольны: {about}.\n\nВот что мы сделали: {done}\n\nТеперь всё в порядке? Ответьте здесь одним нажатием: {link}',
};
