import type { Messages } from './en.ts';

const ru: Messages = {
  hint: 'Если номер или почта уже известны, откроется карточка этого человека.',
  wanted: 'Нужен номер или почта.',
};
export default ru;
